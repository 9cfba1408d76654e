// Goal: rows are written as COPY's text format has them. That PostgreSQL reads them back is tested in database_test.cpp.
#include "platform/db/postgres_copy_text.hpp"

#include <gtest/gtest.h>

#include "platform/db/postgres_types.hpp"

namespace bailiwick::platform::db {
namespace {

std::string row(const std::vector<Value>& values, const std::vector<unsigned>& types) {
  std::string text;
  append_copy_row(values, types, text);
  return text;
}

TEST(PostgresCopyText, each_kind_has_its_text) {
  EXPECT_EQ(row({nullptr, -7, 0.1, "a b"}, {kText, kInt8, kFloat8, kText}), "\\N\t-7\t0.1\ta b\n");
  EXPECT_EQ(row({Bytes{0, 0xAB}, Bytes{0, 0xAB}}, {kBytea, kUuid}), "\\\\x00ab\t00ab\n");
  EXPECT_EQ(row({""}, {kText}), "\n");
}

TEST(PostgresCopyText, what_would_part_rows_is_escaped) {
  EXPECT_EQ(row({"a\tb\nc\rd\\N"}, {kText}), "a\\tb\\nc\\rd\\\\N\n");
}

}  // namespace
}  // namespace bailiwick::platform::db
