#pragma once
// The keys of an object of a scenario file, as the declarations that read it know them.

#include <string>
#include <type_traits>
#include <vector>

#include "models/exchange/world/describe_world.hpp"
#include "models/exchange/world/problems.hpp"

namespace cli {

struct Key {
  std::string name, what;  // what it means, and the words it takes
};

// Collects what describe() says of each field.
class KeyLister {
 public:
  std::vector<Key> keys;

  template <class T>
  void field(const char* name, T&&, const char* what, const exchange::FieldRule& rule = {}) {
    std::string text = what;
    const auto words = rule.choices ? *rule.choices : words_for<std::decay_t<T>>();
    if (!words.empty()) text += " One of: " + exchange::listed(words, 30) + ".";
    keys.push_back({name, text});
  }

 private:
  template <class T>
  struct Item {
    using type = T;
  };
  template <class T>
  struct Item<std::vector<T>> {
    using type = T;
  };
  template <class T>
  static std::vector<std::string> words_for() {
    using Enum = typename Item<T>::type;
    if constexpr (std::is_enum_v<Enum>)
      return exchange::words_of<Enum>();
    else
      return {};
  }
};

template <class T>
std::vector<Key> keys_of(T value = {}) {
  KeyLister lister;
  describe(lister, value);
  return lister.keys;
}

}  // namespace cli
