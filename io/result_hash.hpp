#pragma once
// What a result is, in 64 hexadecimal digits: the numbers, never the bytes of a file. Independent of threads
// and of the order in which runs arrive.
//
//   hash(result) = SHA-256 over the arrays by name: name, number of axes, lengths, and for each run (policy,
//   then replicate) the SHA-256 of its little-endian values, or of nothing if the run did not finish.

#include <map>
#include <string>
#include <vector>

#include "io/sha256.hpp"
#include "models/exchange/ledger/observables.hpp"
#include "sim/ensemble.hpp"

namespace io {

class ResultHash {
 public:
  ResultHash(int32_t policies, int32_t replicates, int32_t first_replicate = 0);

  void add(sim::RunId run, const exchange::Record& record);  // runs of further policies are ignored
  // An array that does not go by run, e.g. the parameters drawn.
  void add(const std::string& name, const std::vector<uint64_t>& shape, const std::vector<double>& values);
  std::string finish() const;

 private:
  struct Slices {
    std::vector<uint64_t> shape;
    std::vector<Digest> digests;  // [policy][replicate]
  };
  void add_slice(const std::string& name, std::size_t run, const std::vector<double>& values);

  int32_t policies_, replicates_, first_;
  std::map<std::string, Slices> arrays_;
};

// SHA-256 of values as little-endian IEEE 754 doubles.
Digest digest_of(const std::vector<double>& values);

}  // namespace io
