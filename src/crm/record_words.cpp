#include "crm/record_words.hpp"

#include <algorithm>
#include <cassert>
#include <future>
#include <iterator>

#include "crm/beginnings.hpp"
#include "crm/marks.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {

// Where the words of records stand, or their marks: a row each.
struct WordTable {
  platform::db::Sql table;
  platform::db::Sql column;
  bool has_beginnings = false;
};

namespace {

namespace db = platform::db;

constexpr WordTable kWordTable = {"record_word", "word", true};
constexpr WordTable kMarkTable = {"record_mark", "mark", false};

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

using Columns = std::vector<db::Sql>;
Columns columns_of(const WordTable& of) {
  Columns columns = {"tenant_id", "object", of.column, "record_id"};
  if (of.has_beginnings) columns.push_back(db::Sql("beginnings"));
  return columns;
}

using Texts = std::vector<std::string>;

// Of a record's rows those of some texts go and those of others come.
struct RowChange {
  Texts gone;
  Texts come;
  std::int64_t beginnings = 0;
};

Result<void> change_rows(db::Connection& connection, TenantId tenant, const RecordId& id,
                         const WordTable& of, const RowChange& change) {
  const int object = static_cast<int>(id.kind);
  db::SqlText text("DELETE FROM ");
  text += of.table;
  text += " WHERE tenant_id = $1 AND object = $2 AND ";
  text += of.column;
  text += " = $3 AND record_id = $4";
  for (const std::string& one : change.gone) {
    const auto removed = connection.execute(text, {tenant, object, one, id.uuid});
    if (!removed) return tl::unexpected(removed.error());
  }
  std::size_t next = 0;
  const auto added =
      connection.insert_many(of.table, columns_of(of), [&](std::vector<db::Value>& values) {
        if (next == change.come.size()) return false;
        values = {tenant, object, change.come[next++], id.uuid};
        if (of.has_beginnings) values.emplace_back(change.beginnings);
        return true;
      });
  if (!added) return tl::unexpected(added.error());
  return {};
}

// All words, as the row of each tells how the others begin.
RowChange change_of_words(const Texts& before, const Texts& after) {
  if (before == after) return {};
  return {.gone = before, .come = after, .beginnings = beginnings_of(after)};
}

// The marks that differ.
RowChange change_of_marks(Texts before, Texts after) {
  std::ranges::sort(before);
  std::ranges::sort(after);
  RowChange change;
  std::ranges::set_difference(before, after, std::back_inserter(change.gone));
  std::ranges::set_difference(after, before, std::back_inserter(change.come));
  return change;
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
  const auto changed = change_rows(connection, tenant, record.id, kWordTable,
                                   change_of_words(before.words, after.words));
  if (!changed) return changed;
  return change_rows(connection, tenant, record.id, kMarkTable,
                     change_of_marks(std::move(before.marks), after.marks));
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

Result<void> WordsLater::write_kept(db::Connection& connection, TenantId tenant, const Kept& kept,
                                    const WordTable& of) const {
  const Columns columns = columns_of(of);
  std::size_t next = 0;
  const auto added = connection.insert_many(of.table, columns, [&](std::vector<db::Value>& values) {
    if (next == kept.entries.size()) return false;
    const Entry& entry = kept.entries[next++];
    const RecordId& id = records_[entry.record];
    if (values.empty()) {
      values.resize(columns.size());
      values[0] = tenant;
    }
    values[1] = static_cast<int>(id.kind);
    values[2] = kept.word(entry);
    values[3] = id.uuid;
    if (of.has_beginnings) values[4] = beginnings_[entry.record];
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
  auto written = write_kept(connection, tenant, words_, kWordTable);
  sorted_marks_.get();
  if (written) written = write_kept(connection, tenant, marks_, kMarkTable);
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
