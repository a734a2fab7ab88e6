#include "io/result_hash.hpp"

#include "io/bytes.hpp"

namespace io {

namespace {

void add_word(Sha256& hash, uint64_t word) {
  uint8_t bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<uint8_t>(word >> (8 * i));
  hash.add(bytes, sizeof bytes);
}

}  // namespace

Digest digest_of(const std::vector<double>& values) {
  Sha256 hash;
  const std::vector<uint8_t> bytes = bytes_of(values);
  hash.add(bytes.data(), bytes.size());
  return hash.finish();
}

ResultHash::ResultHash(int32_t policies, int32_t replicates, int32_t first_replicate)
    : policies_(policies), replicates_(replicates), first_(first_replicate) {}

void ResultHash::add(sim::RunId run, const exchange::Record& record) {
  if (run.policy >= policies_) return;
  const auto number = static_cast<std::size_t>(run.policy * replicates_ + run.replicate - first_);
  for (int o = 0; o < exchange::kMonthly; ++o)
    add_slice(declaration_of(static_cast<exchange::Monthly>(o)).name, number,
              record.monthly[static_cast<std::size_t>(o)]);
  for (int o = 0; o < exchange::kYearly; ++o)
    add_slice(declaration_of(static_cast<exchange::Yearly>(o)).name, number,
              record.yearly[static_cast<std::size_t>(o)]);
}

void ResultHash::add_slice(const std::string& name, std::size_t run, const std::vector<double>& values) {
  Slices& slices = arrays_[name];
  const auto runs = static_cast<std::size_t>(policies_ * replicates_);
  if (slices.digests.empty()) slices.digests.assign(runs, digest_of({}));
  slices.shape = {static_cast<uint64_t>(policies_), static_cast<uint64_t>(replicates_), values.size()};
  slices.digests[run] = digest_of(values);
}

void ResultHash::add(const std::string& name, const std::vector<uint64_t>& shape,
                     const std::vector<double>& values) {
  arrays_[name] = {shape, {digest_of(values)}};
}

std::string ResultHash::finish() const {
  Sha256 hash;
  for (const auto& [name, slices] : arrays_) {
    add_word(hash, name.size());
    hash.add(name);
    add_word(hash, slices.shape.size());
    for (const uint64_t length : slices.shape) add_word(hash, length);
    for (const Digest& digest : slices.digests) hash.add(digest.data(), digest.size());
  }
  return hex(hash.finish());
}

}  // namespace io
