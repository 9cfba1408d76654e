// The words by which records are found, and the marks by which their duplicates are: a row each in the order of the words, and one text a record.
//
//   record_word, record_mark   which records have a word, or a mark; of words also how all words of the record begin (beginnings.hpp)
//   record_text                which words and marks a record has
//
// Rows in the order of words are scattered over their tables: many at once, sorted, cost a fraction of many times few. So an import keeps
// those of its new records (WordsLater) and writes them together. In the transaction of the connection that is given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <future>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "crm/record.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// What a record is found by.
struct Words {
  std::vector<std::string> words;  // sorted, each once
  std::vector<std::string> marks;  // sorted, each once
};
// One each. Needs no database: may run beside it.
[[nodiscard]] std::vector<Words> words_of_records(std::span<const Record> records);

// Of records that have none yet.
Result<void> add_words(platform::db::Connection& connection, TenantId tenant,
                       std::span<const Record> records, std::span<const Words> words);
// Of one that may have some.
Result<void> replace_words(platform::db::Connection& connection, TenantId tenant,
                           const Record& record);

// The marks as record_text has them, one by one.
[[nodiscard]] std::vector<std::string> marks_in(std::string_view lines);

struct WordTable;

// Words and marks of new records that are to be written together. O(their bytes) of memory.
class WordsLater {
 public:
  // Writes record_text and keeps the rest. Words as of words_of_records().
  Result<void> add(platform::db::Connection& connection, TenantId tenant,
                   std::span<const Record> records, std::span<const Words> words);
  // Sorts what it kept, beside what the caller does next: nothing is added until it is written.
  void begin_sorting();
  // Writes what it kept, and forgets it.
  Result<void> write(platform::db::Connection& connection, TenantId tenant);
  [[nodiscard]] std::size_t record_count() const { return records_.size(); }
  void forget();

 private:
  // A word as it sorts: its first bytes as a number, and where it stands whole.
  struct Entry {
    std::uint64_t head = 0;
    std::uint64_t offset = 0;
    std::uint32_t size = 0;
    std::uint32_t record = 0;
  };
  struct Kept {
    std::string text;
    std::vector<Entry> entries;
    void add(std::string_view word, std::uint32_t record);
    [[nodiscard]] std::string_view word(const Entry& entry) const {
      return std::string_view(text).substr(entry.offset, entry.size);
    }
  };
  void sort(Kept& kept) const;
  Result<void> write_kept(platform::db::Connection& connection, TenantId tenant, const Kept& kept,
                          const WordTable& of) const;

  std::vector<RecordId> records_;
  std::vector<std::int64_t> beginnings_;  // of each record
  Kept words_;
  Kept marks_;
  std::future<void> sorted_words_;  // last, since at its end it waits for its task
  std::future<void> sorted_marks_;
};

}  // namespace bailiwick::crm
