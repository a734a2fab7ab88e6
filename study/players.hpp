#pragma once
// What turns one policy into another, as players: measures where their provisions differ, else provisions.
// Each player adds, removes or amends; any set of them is a policy in between.

#include <cstdint>
#include <string>
#include <vector>

#include "study/ensemble.hpp"
#include "study/shapley.hpp"

namespace study {

struct Player {
  std::string id, title;                // of the measure or the provision
  std::vector<std::string> provisions;  // whose text differs; an amended one counts once, under its first id
  int32_t added = 0, removed = 0, amended = 0;  // provisions, going from the reference to the policy
};

enum class Grain : uint8_t { measures, provisions };

// What lies between two policies, the reference (no player) and the policy (all of them).
class Between {
 public:
  // Throws sim::Error if nothing differs, or if there are more than kMostPlayers.
  Between(const Scenario& scenario, std::size_t reference, std::size_t policy, Grain grain);

  const std::vector<Player>& players() const { return players_; }
  Players all() const { return (Players{1} << players_.size()) - 1; }
  // The policy in which the players of a set have moved. Its law is the reference's for none, the policy's
  // for all.
  exchange::PolicyData with(Players set) const;

 private:
  struct Text {  // one provision as one side has it, or both
    exchange::Provision provision;
    int32_t player;  // -1: everybody's, both sides have it
    bool of_reference, of_policy;
  };

  void add_texts_of_reference();
  int32_t player_called(const std::string& id, const std::string& title);

  exchange::PolicyData reference_, policy_;
  std::vector<Player> players_;
  std::vector<Text> texts_;  // of both sides, in the order of the policy's law
};

// "us-bulk-data-rule" of itself and of its amendment, "us-bulk-data-rule@amended".
std::string base_id(const std::string& provision);

// The policy of an id. Throws sim::Error, with the ids that there are.
std::size_t policy_of(const Scenario& scenario, const std::string& id);

// What a policy is compared with: the one named; else the scenario's reference; for the reference itself the
// policy that only removes provisions from it, and most. Throws sim::Error if there is none.
std::size_t compared_with(const Scenario& scenario, std::size_t policy, const std::string& named);

}  // namespace study
