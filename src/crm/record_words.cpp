#include "crm/record_words.hpp"

#include <algorithm>
#include <cassert>
#include <future>
#include <iterator>

#include "crm/beginnings.hpp"
#include "crm/marks.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

namespace db = platform::db;

constexpr char kBetweenWords = ' ';
constexpr char kBetweenMarks = '\n';

std::vector<std::string> searched_words(const Record& record) {
  std::string text;
  const ObjectSpec& object = record.object();
  for (std::size_t f = 0; f < object.fields.size(); ++f) {
    const auto* words = std::get_if<std::string>(&record.values[f]);
    if (!object.fields[f].is_searched || words == nullptr) continue;
    text += *words;
    text += ' ';
  }
  return words_of(text, kWordsMax);
}

Words all_words(const Record& record) { return {searched_words(record), marks_of(record)}; }

std::string joined(const std::vector<std::string>& parts, char between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

std::string words_text(const Words& of) {
  return kBetweenWords + joined(of.words, kBetweenWords) + kBetweenWords;
}
std::string marks_text(const Words& of) { return joined(of.marks, kBetweenMarks); }

std::vector<std::string> parts_of(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::uint64_t head_of(std::string_view word) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < sizeof(head); ++i)
    head = head << 8U | (i < word.size() ? static_cast<unsigned char>(word[i]) : 0U);
  return head;
}

using Texts = std::vector<std::string>;

// Which marks a record has, or which words: the rows of a table. Those that are there are taken away, then those that are to be are written.
struct WordTable {
  db::Sql table;
  db::Sql column;
};

Result<void> remove_rows(db::Connection& connection, TenantId tenant, const RecordId& id,
                         const WordTable& of, const Texts& texts) {
  db::SqlText text("DELETE FROM ");
  text += of.table;
  text += " WHERE tenant_id = $1 AND object = $2 AND ";
  text += of.column;
  text += " = $3 AND record_id = $4";
  for (const std::string& one : texts) {
    const auto removed =
        connection.execute(text, {tenant, static_cast<int>(id.kind), one, id.uuid});
    if (!removed) return tl::unexpected(removed.error());
  }
  return {};
}

// All of them, as each tells how the others begin.
Result<void> change_words(db::Connection& connection, TenantId tenant, const RecordId& id,
                          const Texts& before, const Texts& after) {
  if (before == after) return {};
  const auto removed =
      remove_rows(connection, tenant, id, {.table = "record_word", .column = "word"}, before);
  if (!removed) return removed;
  const db::Sql columns[] = {"tenant_id", "object", "word", "record_id", "beginnings"};
  const std::int64_t beginnings = beginnings_of(after);
  std::size_t next = 0;
  const auto added =
      connection.insert_many("record_word", columns, [&](std::vector<db::Value>& values) {
        if (next == after.size()) return false;
        values = {tenant, static_cast<int>(id.kind), after[next++], id.uuid, beginnings};
        return true;
      });
  if (!added) return tl::unexpected(added.error());
  return {};
}

// Those that differ.
Result<void> change_marks(db::Connection& connection, TenantId tenant, const RecordId& id,
                          Texts before, Texts after) {
  std::ranges::sort(before);
  std::ranges::sort(after);
  Texts gone;
  Texts come;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::set_difference(after, before, std::back_inserter(come));
  const auto removed =
      remove_rows(connection, tenant, id, {.table = "record_mark", .column = "mark"}, gone);
  if (!removed) return removed;
  const db::Sql columns[] = {"tenant_id", "object", "mark", "record_id"};
  std::size_t next = 0;
  const auto added =
      connection.insert_many("record_mark", columns, [&](std::vector<db::Value>& values) {
        if (next == come.size()) return false;
        values = {tenant, static_cast<int>(id.kind), come[next++], id.uuid};
        return true;
      });
  if (!added) return tl::unexpected(added.error());
  return {};
}

}  // namespace

std::vector<std::string> marks_in(std::string_view lines) { return parts_of(lines, kBetweenMarks); }

std::vector<Words> words_of_records(std::span<const Record> records) {
  std::vector<Words> words;
  words.reserve(records.size());
  for (const Record& record : records) words.push_back(all_words(record));
  return words;
}

Result<void> add_words(db::Connection& connection, TenantId tenant, std::span<const Record> records,
                       std::span<const Words> words) {
  WordsLater later;
  const auto kept = later.add(connection, tenant, records, words);
  if (!kept) return kept;
  return later.write(connection, tenant);
}

Result<void> replace_words(db::Connection& connection, TenantId tenant, const Record& record) {
  const Words after = all_words(record);
  const int object = static_cast<int>(record.id.kind);
  Words before;
  const auto read = connection.query(
      "SELECT words, marks FROM record_text WHERE tenant_id = $1 AND object = $2 AND record_id = "
      "$3",
      {tenant, object, record.id.uuid}, [&](const db::Row& row) {
        before = {parts_of(row.text(0), kBetweenWords), parts_of(row.text(1), kBetweenMarks)};
      });
  if (!read) return read;
  if (before.words == after.words && before.marks == after.marks) return {};
  const auto written = connection.execute(
      "INSERT INTO record_text (tenant_id, object, record_id, words, marks) VALUES ($1, $2, $3, "
      "$4, $5) ON CONFLICT (tenant_id, object, record_id) DO UPDATE SET words = excluded.words, "
      "marks = excluded.marks",
      {tenant, object, record.id.uuid, words_text(after), marks_text(after)});
  if (!written) return tl::unexpected(written.error());
  const auto changed = change_words(connection, tenant, record.id, before.words, after.words);
  if (!changed) return changed;
  return change_marks(connection, tenant, record.id, std::move(before.marks), after.marks);
}

void WordsLater::Kept::add(std::string_view word, std::uint32_t record) {
  entries.push_back({.head = head_of(word),
                     .offset = text.size(),
                     .size = static_cast<std::uint32_t>(word.size()),
                     .record = record});
  text += word;
}

Result<void> WordsLater::add(db::Connection& connection, TenantId tenant,
                             std::span<const Record> records, std::span<const Words> words) {
  assert(words.size() == records.size() && !sorted_words_.valid());
  const auto first = static_cast<std::uint32_t>(records_.size());
  for (const Record& record : records) records_.push_back(record.id);
  // They are kept beside the database's work, which is waited for anyway.
  const auto keep = [&] {
    for (std::uint32_t r = 0; r < words.size(); ++r) {
      beginnings_.push_back(beginnings_of(words[r].words));
      for (const std::string& word : words[r].words) words_.add(word, first + r);
      for (const std::string& mark : words[r].marks) marks_.add(mark, first + r);
    }
  };
  auto kept = std::async(records.size() > 1 ? std::launch::async : std::launch::deferred, keep);
  const db::Sql columns[] = {"tenant_id", "object", "record_id", "words", "marks"};
  std::size_t next = 0;
  const auto added =
      connection.insert_many("record_text", columns, [&](std::vector<db::Value>& values) {
        if (next == records.size()) return false;
        const Record& record = records[next];
        const Words& of = words[next++];
        values = {tenant, static_cast<int>(record.id.kind), record.id.uuid, words_text(of),
                  marks_text(of)};
        return true;
      });
  kept.get();
  if (!added) return tl::unexpected(added.error());
  return {};
}

// In the order of the key: neighbours are written together.
void WordsLater::sort(Kept& kept) const {
  std::ranges::sort(kept.entries, [&](const Entry& a, const Entry& b) {
    const RecordId& of_a = records_[a.record];
    const RecordId& of_b = records_[b.record];
    if (of_a.kind != of_b.kind) return of_a.kind < of_b.kind;
    if (a.head != b.head) return a.head < b.head;
    const int order = kept.word(a).compare(kept.word(b));
    return order != 0 ? order < 0 : of_a.uuid < of_b.uuid;
  });
}

// The columns that words and marks have alike, of a row whose tenant stands there from the first on.
void WordsLater::put_entry(std::vector<db::Value>& values, const Kept& kept,
                           std::size_t place) const {
  const Entry& entry = kept.entries[place];
  const RecordId& id = records_[entry.record];
  values[1] = static_cast<int>(id.kind);
  values[2] = kept.word(entry);
  values[3] = id.uuid;
}

Result<void> WordsLater::write_words(db::Connection& connection, TenantId tenant) const {
  const db::Sql columns[] = {"tenant_id", "object", "word", "record_id", "beginnings"};
  std::size_t next = 0;
  const auto added =
      connection.insert_many("record_word", columns, [&](std::vector<db::Value>& values) {
        if (next == words_.entries.size()) return false;
        values.resize(std::size(columns));
        if (next == 0) values[0] = tenant;
        values[4] = beginnings_[words_.entries[next].record];
        put_entry(values, words_, next++);
        return true;
      });
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<void> WordsLater::write_marks(db::Connection& connection, TenantId tenant) const {
  const db::Sql columns[] = {"tenant_id", "object", "mark", "record_id"};
  std::size_t next = 0;
  const auto added =
      connection.insert_many("record_mark", columns, [&](std::vector<db::Value>& values) {
        if (next == marks_.entries.size()) return false;
        values.resize(std::size(columns));
        if (next == 0) values[0] = tenant;
        put_entry(values, marks_, next++);
        return true;
      });
  if (!added) return tl::unexpected(added.error());
  return {};
}

void WordsLater::begin_sorting() {
  if (sorted_words_.valid()) return;
  const auto policy = records_.size() > 1 ? std::launch::async : std::launch::deferred;
  sorted_words_ = std::async(policy, [this] { sort(words_); });
  sorted_marks_ = std::async(policy, [this] { sort(marks_); });
}

Result<void> WordsLater::write(db::Connection& connection, TenantId tenant) {
  begin_sorting();
  sorted_words_.get();
  auto written = write_words(connection, tenant);
  sorted_marks_.get();
  if (written) written = write_marks(connection, tenant);
  forget();
  return written;
}

void WordsLater::forget() {
  records_.clear();
  beginnings_.clear();
  words_ = {};
  marks_ = {};
}

}  // namespace bailiwick::crm
