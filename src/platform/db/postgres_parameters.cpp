#include "platform/db/postgres_parameters.hpp"

#include <bit>

#include "platform/db/postgres_types.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr int kTextFormat = 0;
constexpr int kBinaryFormat = 1;

void write_network_order(std::uint64_t number, std::array<char, 8>& bytes) {
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(number >> (56 - 8 * i));
}

}  // namespace

struct PostgresParameters::Writer {
  PostgresParameters& to;

  void add(char letter, unsigned type, const char* data, std::size_t length, int format) const {
    to.signature_ += letter;
    to.types_.push_back(type);
    to.data_.push_back(data);
    to.lengths_.push_back(static_cast<int>(length));
    to.formats_.push_back(format);
  }
  void add_number(char letter, unsigned type, std::uint64_t bits) const {
    to.numbers_.emplace_back();
    write_network_order(bits, to.numbers_.back());
    add(letter, type, to.numbers_.back().data(), 8, kBinaryFormat);
  }

  void operator()(std::monostate) const { add('u', 0, nullptr, 0, kTextFormat); }
  void operator()(std::int64_t number) const {
    add_number('i', kInt8, static_cast<std::uint64_t>(number));
  }
  void operator()(double number) const {
    add_number('r', kFloat8, std::bit_cast<std::uint64_t>(number));
  }
  // std::string ends with a zero, as the text format wants it; the text itself holds none (checked before).
  void operator()(const std::string& text) const {
    add('u', 0, text.c_str(), text.size(), kTextFormat);
  }
  void operator()(const Bytes& bytes) const {
    const char* data = bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data());
    add('u', 0, data, bytes.size(), kBinaryFormat);
  }
};

PostgresParameters::PostgresParameters(std::span<const Value> values) {
  numbers_.reserve(values.size());  // their addresses are handed out
  for (const Value& value : values) std::visit(Writer{*this}, value.variant());
}

}  // namespace bailiwick::platform::db
