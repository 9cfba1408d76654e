// The numbers of PostgreSQL's own types (src/include/catalog/pg_type.dat), which never change. Private to this folder.
#pragma once

namespace bailiwick::platform::db {

enum PostgresType : unsigned {
  kBool = 16,
  kBytea = 17,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kText = 25,
  kFloat4 = 700,
  kFloat8 = 701,
  kDate = 1082,
  kNumeric = 1700,
  kUuid = 2950,
};

}  // namespace bailiwick::platform::db
