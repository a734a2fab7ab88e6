#pragma once
// The two vocabularies: the field's terms, in code and files, and the plain words of screens. Both are
// accepted where a name is typed.

#include <string>
#include <vector>

namespace cli {

struct Word {
  std::string term;   // in files
  std::string plain;  // on screens; empty: the same
  std::string meaning;
};

const std::vector<Word>& glossary();

// The file's term for a word of either vocabulary; the word itself if it is neither.
std::string term_of(const std::string& word);

}  // namespace cli
