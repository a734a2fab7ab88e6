#pragma once
// From what the user named to a scenario, its policies and its law.

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "bindings/cli/request.hpp"
#include "io/selection.hpp"
#include "models/exchange/law/rule_book.hpp"
#include "models/exchange/world/door.hpp"

namespace cli {

// A request that makes no sense, said in one line: exit 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr const char* kHeadline = "preset:us-countermeasures";

std::string version();

using io::scenario_named;

// The folder of a result. Throws UsageError if it is none.
std::string result_named(const std::string& named);

// --set, --as-of, --seed, --reference, --defaults and --prior, as the door takes them. Throws UsageError.
exchange::Overrides overrides_of(const Request& request);

// The scenario, as overrides and policies ask. Says its warnings on stderr. Throws sim::InputError.
exchange::Scenario load(const Request& request);
// The same with its warnings and with the tree it was read from. Says nothing.
exchange::Loaded load_whole(const Request& request);
// The same with no policies but those of --policy and the reference, as if a file extended the scenario and
// named them.
exchange::Scenario load_selected(const Request& request);

// The index of the `number`th --policy, else of the reference. Throws UsageError if there is no such policy.
std::size_t policy_of(const exchange::Scenario& scenario, const Request& request, std::size_t number = 0);

// The law of a policy, as the scenario's switches have it.
std::shared_ptr<const exchange::RuleBook> law_of(const exchange::Scenario& scenario, std::size_t policy);

// Writes a file that must not be there yet. Throws UsageError, or sim::Error if it cannot be written.
void write_new(const std::string& file, const std::string& text);

int32_t threads_of(const Request& request);

// How to call the same again, quoted for a shell: "genratchet run preset:x --set 'a=b c'". Options in
// `without`, which take a value each, are left out; `more` are added. What is too long for the screen goes on
// after a backslash.
std::string again(const Request& request, const std::vector<std::string>& without = {},
                  const std::vector<std::string>& more = {});

}  // namespace cli
