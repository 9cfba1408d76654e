// What goes into a statement and comes out of a row, the same for SQLite and PostgreSQL.
//
// A Value is null, a whole number, a double, a text or bytes. Ids are bytes, instants whole microseconds, dates text
// ("2026-11-25"), booleans 0 or 1, JSON text: the constructors below see to it. A Row is only valid in the callback it is
// handed to. Reading a column as another type than it has is a bug (assert), not an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"

namespace bailiwick::platform::db {

using Bytes = std::vector<std::uint8_t>;

class Value {
 public:
  using Variant = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

  Value() = default;  // null
  Value(std::nullptr_t) {}
  Value(std::int64_t number) : value_(number) {}
  Value(std::int32_t number) : value_(std::int64_t{number}) {}
  Value(bool truth) : value_(std::int64_t{truth ? 1 : 0}) {}
  Value(double number) : value_(number) {}
  Value(std::string text) : value_(std::move(text)) {}
  Value(std::string_view text) : value_(std::string(text)) {}
  Value(const char* text) : value_(std::string(text)) {}
  Value(Bytes bytes) : value_(std::move(bytes)) {}
  Value(const Uuid& uuid) : value_(Bytes(uuid.bytes.begin(), uuid.bytes.end())) {}
  template <class Tag>
  Value(const Uid<Tag>& id) : Value(id.uuid()) {}
  Value(Instant instant) : value_(instant.micros()) {}
  Value(LocalDate date) : value_(to_text(date)) {}
  template <class T>
  Value(const std::optional<T>& value) {
    if (value) value_ = Value(*value).value_;
  }

  [[nodiscard]] const Variant& variant() const { return value_; }
  friend bool operator==(const Value&, const Value&) = default;

 private:
  Variant value_;
};

class Row {
 public:
  virtual ~Row() = default;

  [[nodiscard]] virtual std::size_t column_count() const = 0;
  [[nodiscard]] virtual bool is_null(std::size_t column) const = 0;
  [[nodiscard]] virtual std::int64_t int64(std::size_t column) const = 0;
  [[nodiscard]] virtual double real(std::size_t column) const = 0;
  // Valid until the callback returns.
  [[nodiscard]] virtual std::string_view text(std::size_t column) const = 0;
  [[nodiscard]] virtual Bytes bytes(std::size_t column) const = 0;
  [[nodiscard]] virtual Uuid uuid(std::size_t column) const = 0;

  [[nodiscard]] bool truth(std::size_t column) const { return int64(column) != 0; }
  [[nodiscard]] Instant instant(std::size_t column) const { return Instant(int64(column)); }
  [[nodiscard]] LocalDate date(std::size_t column) const;
  template <class Tag>
  [[nodiscard]] Uid<Tag> id(std::size_t column) const {
    return Uid<Tag>(uuid(column));
  }
  [[nodiscard]] std::optional<std::string> optional_text(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(std::string(text(column)));
  }
  [[nodiscard]] std::optional<Instant> optional_instant(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(instant(column));
  }
  [[nodiscard]] std::optional<std::int64_t> optional_int64(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(int64(column));
  }
};

}  // namespace bailiwick::platform::db
