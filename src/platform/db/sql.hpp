// The text of a statement, which can only be made from literals of the program: what a person typed is always bound,
// never spliced, because there is no way to write it.
//
//   constexpr Sql kFind = "SELECT name FROM person WHERE tenant_id = $1 AND person_id = $2";
//   SqlText list = "SELECT name FROM person WHERE tenant_id = $1";  if (by_name) list += " AND name > $2";
//
// Parameters are $1, $2, ... on both databases, in any order, each as often as wanted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bailiwick::platform::db {

class Sql {
 public:
  template <std::size_t N>
  consteval Sql(const char (&literal)[N]) : text_(literal, N - 1) {}
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// A statement put together from literals, for lists whose conditions vary.
class SqlText {
 public:
  SqlText() = default;
  SqlText(Sql sql) : text_(sql.text()) {}
  SqlText& operator+=(Sql sql) {
    text_ += sql.text();
    return *this;
  }
  SqlText& operator+=(const SqlText& other) {
    text_ += other.text_;
    return *this;
  }
  // A whole number as a literal: a parameter's number ("$7"), a limit of the program.
  SqlText& operator+=(std::size_t number) {
    text_ += std::to_string(number);
    return *this;
  }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string text_;
};

// Either of them, as a function takes it; only for as long as the call.
class SqlView {
 public:
  template <std::size_t N>
  consteval SqlView(const char (&literal)[N]) : text_(literal, N - 1) {}
  constexpr SqlView(Sql sql) : text_(sql.text()) {}
  SqlView(const SqlText& sql) : text_(sql.text()) {}
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

}  // namespace bailiwick::platform::db
