#include "platform/db/migration_text.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace bailiwick::platform::db {
namespace {

struct Word {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgres;
};

// Text is compared byte by byte on both databases, so that pages by cursor come in the same order.
constexpr std::array kWords = {
    Word{"{id}", "BLOB", "uuid"},
    Word{"{int64}", "INTEGER", "bigint"},
    Word{"{real}", "REAL", "double precision"},
    Word{"{bytes}", "BLOB", "bytea"},
    Word{"{text}", "TEXT", "text COLLATE \"C\""},
    Word{"{date}", "TEXT", "date"},
    Word{"{instant}", "INTEGER", "bigint"},
    Word{"{strict}", " STRICT", ""},
    Word{"{clustered}", " STRICT, WITHOUT ROWID", ""},
};

std::string rendered(std::string_view line, Dialect dialect) {
  std::string text;
  while (!line.empty()) {
    const auto word = std::find_if(kWords.begin(), kWords.end(),
                                   [&](const Word& w) { return line.starts_with(w.name); });
    if (word == kWords.end()) {
      text += line.front();
      line.remove_prefix(1);
    } else {
      text += dialect == Dialect::kSqlite ? word->sqlite : word->postgres;
      line.remove_prefix(word->name.size());
    }
  }
  return text;
}

// Whether the lines that follow are for this database; `was` where the comment says nothing about it.
bool is_wanted_after(std::string_view comment, Dialect dialect, bool was) {
  if (comment == "-- {both}") return true;
  if (comment == "-- {sqlite}") return dialect == Dialect::kSqlite;
  if (comment == "-- {postgres}") return dialect == Dialect::kPostgres;
  return was;
}

// How often "$$" stands in a line: it opens and closes the body of a function of PostgreSQL.
std::size_t dollar_quotes(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t at = line.find("$$"); at != std::string_view::npos; at = line.find("$$", at + 2))
    ++count;
  return count;
}

std::string_view without_carriage_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return trimmed(line);
}

}  // namespace

std::vector<std::string> migration_statements(std::string_view sql, Dialect dialect) {
  std::vector<std::string> statements;
  std::string statement;
  bool is_wanted = true;
  bool is_in_body = false;
  while (!sql.empty()) {
    const std::size_t end = std::min(sql.find('\n'), sql.size());
    const std::string_view line = without_carriage_return(sql.substr(0, end));
    sql.remove_prefix(std::min(end + 1, sql.size()));
    if (line.starts_with("--")) {
      is_wanted = is_wanted_after(line, dialect, is_wanted);
      continue;
    }
    if (!is_wanted || line.empty()) continue;
    statement += rendered(line, dialect) + "\n";
    if (dollar_quotes(line) % 2 == 1) is_in_body = !is_in_body;
    if (line.ends_with(';') && !is_in_body) {
      statements.push_back(std::move(statement));
      statement.clear();
    }
  }
  if (!statement.empty()) statements.push_back(std::move(statement));
  return statements;
}

}  // namespace bailiwick::platform::db
