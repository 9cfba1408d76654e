// Values as libpq wants them for one execution. Private to this folder.
//
// Whole numbers and doubles go as bigint and double precision. Text, bytes and null go without a type: PostgreSQL takes that of the
// column they meet, so that the same text serves date and text, and the same 16 bytes uuid and bytea.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "platform/db/value.hpp"

namespace bailiwick::platform::db {

class PostgresParameters {
 public:
  // Points into `values`, which must outlive this.
  explicit PostgresParameters(std::span<const Value> values);

  [[nodiscard]] int count() const { return static_cast<int>(types_.size()); }
  [[nodiscard]] const unsigned* types() const { return types_.data(); }
  [[nodiscard]] const char* const* data() const { return data_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }
  // A letter a parameter: statements are prepared once for each sequence of types.
  [[nodiscard]] const std::string& signature() const { return signature_; }

 private:
  struct Writer;

  std::vector<unsigned> types_;
  std::vector<const char*> data_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::array<char, 8>> numbers_;  // in network order
  std::string signature_;
};

}  // namespace bailiwick::platform::db
