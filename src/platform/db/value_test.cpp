// Goal: what goes into a Value is what the databases are told, and null is told apart from everything else.
#include "platform/db/value.hpp"

#include <gtest/gtest.h>

#include <variant>

namespace bailiwick::platform::db {
namespace {

template <class T>
T held(const Value& value) {
  const T* at = std::get_if<T>(&value.variant());
  EXPECT_NE(at, nullptr);
  return at == nullptr ? T{} : *at;
}

TEST(Value, each_kind_is_held_as_documented) {
  EXPECT_EQ(held<std::int64_t>(Value(true)), 1);
  EXPECT_EQ(held<std::int64_t>(Value(7)), 7);
  EXPECT_EQ(held<std::int64_t>(Value(Instant(5))), 5);
  EXPECT_EQ(held<double>(Value(0.5)), 0.5);
  EXPECT_EQ(held<std::string>(Value("text")), "text");
  EXPECT_EQ(held<std::string>(Value(*parse_date("2026-11-25"))), "2026-11-25");
  EXPECT_EQ(held<Bytes>(Value(TenantId())), Bytes(16, 0));
}

TEST(Value, an_empty_optional_is_null_and_an_empty_text_is_not) {
  EXPECT_EQ(Value(std::optional<std::int64_t>()), Value());
  EXPECT_EQ(Value(nullptr), Value());
  EXPECT_NE(Value(""), Value());
  EXPECT_EQ(Value(std::optional<std::string>("a")), Value("a"));
}

// A row of one text column.
class OneText final : public Row {
 public:
  explicit OneText(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] std::size_t column_count() const override { return 1; }
  [[nodiscard]] bool is_null(std::size_t) const override { return false; }
  [[nodiscard]] std::int64_t int64(std::size_t) const override { return 0; }
  [[nodiscard]] double real(std::size_t) const override { return 0; }
  [[nodiscard]] std::string_view text(std::size_t) const override { return text_; }
  [[nodiscard]] Bytes bytes(std::size_t) const override { return {}; }
  [[nodiscard]] Uuid uuid(std::size_t) const override { return {}; }

 private:
  std::string text_;
};

TEST(Row, a_date_is_read_from_its_text) {
  EXPECT_EQ(OneText("2026-11-25").date(0), *parse_date("2026-11-25"));
  EXPECT_DEATH(static_cast<void>(OneText("tomorrow").date(0)), "date");
}

}  // namespace
}  // namespace bailiwick::platform::db
