// Goal: values are laid out as the protocol has them (PostgreSQL 15, 55.2.3: binary numbers in network order).
#include "platform/db/postgres_parameters.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "platform/db/postgres_types.hpp"

namespace bailiwick::platform::db {
namespace {

TEST(PostgresParameters, each_kind_has_its_type_and_bytes) {
  const std::vector<Value> values = {nullptr, -2, 1.0, "text", Bytes{0, 1}, Bytes{}};
  const PostgresParameters params(values);
  ASSERT_EQ(params.count(), 6);
  EXPECT_EQ(params.signature(), "uiruuu");
  EXPECT_EQ(params.data()[0], nullptr);
  EXPECT_EQ(params.types()[1], kInt8);
  EXPECT_EQ(std::string_view(params.data()[1], 8), "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFE");
  EXPECT_EQ(params.types()[2], kFloat8);
  EXPECT_EQ(std::string_view(params.data()[2], 8), std::string_view("\x3F\xF0\0\0\0\0\0\0", 8));
  EXPECT_EQ(params.types()[3], 0U);
  EXPECT_EQ(std::string_view(params.data()[3]), "text");
  EXPECT_EQ(std::string_view(params.data()[4], 2), std::string_view("\0\1", 2));
  EXPECT_EQ(params.lengths()[4], 2);
  EXPECT_EQ(params.formats()[4], 1);
  EXPECT_NE(params.data()[5], nullptr);
  EXPECT_EQ(params.lengths()[5], 0);
}

TEST(PostgresParameters, numbers_stay_where_they_are_however_many) {
  std::vector<Value> values;
  for (int i = 0; i < 1'000; ++i) values.emplace_back(i);
  const PostgresParameters params(values);
  EXPECT_EQ(params.data()[0][7], 0);
  EXPECT_EQ(params.data()[255][7], '\xFF');
}

}  // namespace
}  // namespace bailiwick::platform::db
