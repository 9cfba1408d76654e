#include "formula/kernel.hpp"

#include <algorithm>
#include <cassert>
#include <type_traits>

namespace bailiwick::formula {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;

template <class T>
T read(const void* values, std::size_t index) {
  T value;
  std::memcpy(&value, static_cast<const std::byte*>(values) + index * sizeof(T), sizeof(T));
  return value;
}

}  // namespace

std::size_t bytes_of(Kind kind) {
  switch (kind) {
    case Kind::kNull:
    case Kind::kBool:
      return 1;
    case Kind::kDate:
      return sizeof(LocalDate);
    case Kind::kInt:
    case Kind::kTimestamp:
    case Kind::kDuration:
      return sizeof(std::int64_t);
    case Kind::kDecimal:
      return sizeof(Decimal);
    case Kind::kString:
      return sizeof(std::string_view);
  }
  return kLaneBytes;
}

char* Arena::take(std::size_t size) {
  while (block_ < blocks_.size() && blocks_[block_].size - used_ < size) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    const std::size_t bytes = std::max(kBlockBytes, size);
    blocks_.push_back({std::make_unique<char[]>(bytes), bytes});
    used_ = 0;
  }
  char* taken = blocks_[block_].bytes.get() + used_;
  used_ += size;
  return taken;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* bytes = take(text.size());
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

void Arena::clear() {
  block_ = 0;
  used_ = 0;
}

void put(const Value& value, Kind kind, Cell& cell) {
  cell.status = value.status();
  const auto write = [&](const auto& stored) {
    static_assert(sizeof stored <= kLaneBytes);
    std::memcpy(cell.raw, &stored, sizeof stored);
  };
  std::fill(std::begin(cell.raw), std::end(cell.raw), std::byte{0});
  if (kind == Kind::kString) write(std::string_view());
  if (!value.is_value()) return;
  if (const auto* number = std::get_if<std::int64_t>(&value.data());
      number != nullptr && kind == Kind::kDecimal) {
    write(Decimal::whole(*number));
    return;
  }
  if (value.kind() != kind) {
    cell.status = Status::kNull;
    return;
  }
  std::visit(
      [&](const auto& data) {
        using T = std::decay_t<decltype(data)>;
        if constexpr (std::is_same_v<T, std::string>) {
          cell.text = data;
          write(std::string_view(cell.text));
        } else if constexpr (std::is_same_v<T, bool>) {
          write(static_cast<std::uint8_t>(data));
        } else if constexpr (requires { is_in_range(data); }) {
          if (is_in_range(data))
            write(data);
          else
            cell.status = Status::kOverflow;
        } else if constexpr (!std::is_same_v<T, Null>) {
          write(data);
        }
      },
      value.data());
}

Value value_at(const Lanes& lanes, Kind kind, std::size_t index) {
  if (lanes.is_constant) index = 0;
  const Status status = lanes.status == nullptr ? Status::kValue : lanes.status[index];
  if (status == Status::kNull) return Value(Null{});
  if (status != Status::kValue) return Value::failure(status);
  switch (kind) {
    case Kind::kNull:
      break;
    case Kind::kBool:
      return Value(read<std::uint8_t>(lanes.values, index) != 0);
    case Kind::kInt:
      return Value(read<std::int64_t>(lanes.values, index));
    case Kind::kDecimal:
      return Value(read<Decimal>(lanes.values, index));
    case Kind::kString:
      return Value(std::string(read<std::string_view>(lanes.values, index)));
    case Kind::kDate:
      return Value(read<LocalDate>(lanes.values, index));
    case Kind::kTimestamp:
      return Value(read<Instant>(lanes.values, index));
    case Kind::kDuration:
      return Value(read<Duration>(lanes.values, index));
  }
  return Value(Null{});
}

}  // namespace bailiwick::formula
