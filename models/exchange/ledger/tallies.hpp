#pragma once
// The books: integer sums, one set per worker, added up in any order with the same result. ODD section 4
// ("observation") and 7.9.

#include <cstdint>
#include <vector>

#include "models/exchange/ledger/dataset.hpp"
#include "models/exchange/world/world.hpp"

namespace exchange {

// persons, kilobases and number of datasets; the three that every tally keeps.
struct Amount {
  int64_t persons = 0, kilobases = 0, datasets = 0;
  Amount& operator+=(const Amount& other) {
    persons += other.persons;
    kilobases += other.kilobases;
    datasets += other.datasets;
    return *this;
  }
  friend Amount operator-(const Amount& a) { return {-a.persons, -a.kilobases, -a.datasets}; }
};

inline Amount amount_of(const Dataset& d) { return {d.persons, d.kilobases, 1}; }

// A dense array of amounts over up to four axes.
class AmountTable {
 public:
  AmountTable() = default;
  AmountTable(int a, int b, int c = 1, int d = 1)
      : b_(b), c_(c), d_(d), cells_(static_cast<std::size_t>(a) * b * c * d) {}
  Amount& at(int a, int b, int c = 0, int d = 0) {
    return cells_[static_cast<std::size_t>(((a * b_ + b) * c_ + c) * d_ + d)];
  }
  const Amount& at(int a, int b, int c = 0, int d = 0) const {
    return cells_[static_cast<std::size_t>(((a * b_ + b) * c_ + c) * d_ + d)];
  }
  // Where (a, b, c) lies, and what lies there: for tables of one shape that are entered together.
  std::size_t cell(int a, int b, int c) const { return static_cast<std::size_t>((a * b_ + b) * c_ + c); }
  Amount& operator[](std::size_t cell) { return cells_[cell]; }
  void take_from(AmountTable& other) {  // add and empty
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (other.cells_[i].datasets == 0 && other.cells_[i].kilobases == 0 && other.cells_[i].persons == 0) continue;
      cells_[i] += other.cells_[i];
      other.cells_[i] = {};
    }
  }

 private:
  int b_ = 1, c_ = 1, d_ = 1;
  std::vector<Amount> cells_;
};

// What became of a proposed transfer.
enum class Settlement : uint8_t { free, licensed, refused, stopped, evaded, dropped };
inline constexpr int kSettlements = 6;

struct Tallies {
  explicit Tallies(const TallyShape& shape = {});

  TallyShape shape;

  AmountTable produced;    // origin x kd
  AmountTable shareable;   // origin x kd: D_b, existing research or clinical datasets that may be shared
  AmountTable held_ever;   // holder x origin x kd
  AmountTable held_now;
  AmountTable residual;    // holder x origin x kd
  AmountTable exposed;     // origin x kd x access set x compellable (0..3)
  AmountTable first, any, sole;  // {CN, US} x route x origin x kd
  AmountTable proposed;    // from x to x settlement
  std::vector<int64_t> deposited_kilobases;   // by repository
  std::vector<int64_t> deposited_controlled;  // by repository: kilobases in its controlled tier
  std::vector<int64_t> backup_kilobases;      // by repository: statutory backups
  std::vector<int64_t> stored_kilobytes;          // by repository, first deposits plus backups
  std::vector<int64_t> controlled_kilobytes;      // within it, controlled tier
  std::vector<int64_t> depositors;            // by repository: institutions with at least one deposit
  std::vector<int64_t> deposits_from;         // repository x place: kilobases
  std::vector<int64_t> studies_controlled;    // by repository: datasets open to requests
  std::vector<int64_t> collaborations;        // by place: joint projects that went ahead
  std::vector<int64_t> collaborations_lost;   // by place: stopped or dropped for law
  std::vector<int64_t> releases_delayed;      // by place: dataset-months
  std::vector<int64_t> evasions;              // by place of the evader: since last month
  std::vector<int64_t> brokered_kilobytes;        // one number: from PRC archives to INSDC
  std::vector<int64_t> licences;              // {applications, approvals, refusals, international}

  // By provision (LawSet::provision_ids): transfers proposed that it touched; combinations of place, kind and archive whose
  // release or access it touched when law changed. As long as the last provision that bound.
  std::vector<int64_t> bound, standing;

  void take_from(Tallies& other);  // add and empty
};

}  // namespace exchange
