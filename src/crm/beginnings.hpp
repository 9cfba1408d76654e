// How the words of a record begin, in one number that stands beside each of them (record_word.beginnings): what a search asks for that is not in
// it, no word of the record begins with.
//
// A Bloom filter with one hash for the first letter of a word (bits 0 to 19) and one for its first two (bits 20 to 62): B. H. Bloom, "Space/time
// trade-offs in hash coding with allowable errors", Communications of the ACM 13 (1970), doi:10.1145/362686.362692. The sign stays clear. It errs
// on one side alone: bits that are there promise nothing. The numbers are kept in databases, so neither bits nor hashes may change without
// forgetting those that are kept (NULL). Words as of words_of(); a letter is a character of UTF-8. Pure. O(words).
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace bailiwick::crm {

// Of all words of a record; of the words of a search, the bits that every record has in which some word begins with each: a word has the bits of its beginnings.
[[nodiscard]] std::int64_t beginnings_of(std::span<const std::string> words);

}  // namespace bailiwick::crm
