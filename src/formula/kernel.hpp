// What the evaluator works with: lanes of values of many rows, and kernels that compute lanes from lanes.
//
// A lane is one row's value. Lanes of a kind are stored as the C++ type of StorageOf, tightly packed, with a status a lane
// beside them where not all are values. Lanes without a value still hold one that may be read, never garbage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "formula/value.hpp"

namespace bailiwick::formula {

inline constexpr std::size_t kLanes = 1024;           // rows of a batch
inline constexpr std::size_t kMadeTextLimit = 2'048;  // bytes of a text that a formula makes

template <class T>
struct Storage {
  using Type = T;
};
template <>
struct Storage<bool> {
  using Type = std::uint8_t;  // 0 or 1
};
template <class T>
using StorageOf = typename Storage<T>::Type;

// Bytes of the widest lane (a string_view or a Decimal), and how lanes are aligned.
inline constexpr std::size_t kLaneBytes = 16;
static_assert(sizeof(Decimal) <= kLaneBytes && sizeof(std::string_view) <= kLaneBytes);

[[nodiscard]] std::size_t bytes_of(Kind kind);

struct Lanes {
  const void* values = nullptr;
  const Status* status = nullptr;  // nothing: all are values
  bool is_constant = false;        // one value that stands for every row
};

// Memory for the texts made during one batch. Texts stay where they are until clear().
class Arena {
 public:
  [[nodiscard]] char* take(std::size_t size);
  [[nodiscard]] std::string_view copy(std::string_view text);
  void clear();

 private:
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0;  // the one in use
  std::size_t used_ = 0;   // of it
};

// The elements of a list of constants, to look up in. Of the kind that it is asked for, all others are empty.
struct ConstantSet {
  Kind kind = Kind::kNull;
  bool has_null = false;
  std::vector<std::int64_t> numbers;  // sorted: ints, bools, days, microseconds
  std::vector<Decimal> decimals;      // sorted
  std::vector<std::string> texts;     // sorted, never moved once `lookup` points at them
  std::unordered_set<std::string_view> lookup;
};

struct Call {
  std::span<const Lanes> arguments;
  std::size_t count = 0;  // lanes
  void* values = nullptr;
  Status* status = nullptr;  // room for `count`
  bool has_status = false;   // set by the kernel: whether it filled `status`
  Arena* arena = nullptr;
  const ConstantSet* set = nullptr;
};

using Kernel = void (*)(Call&);

// One lane outside any batch, with the text it may refer to.
struct Cell {
  alignas(kLaneBytes) std::byte raw[kLaneBytes] = {};
  Status status = Status::kNull;
  std::string text;

  [[nodiscard]] Lanes lanes() const {
    return {
        .values = raw, .status = status == Status::kValue ? nullptr : &status, .is_constant = true};
  }
};

// Puts `value` into `cell` as a lane of `kind`; the cell must not move afterwards. A value of another kind: int to decimal
// is converted, else it is null. A value outside its range is kOverflow.
void put(const Value& value, Kind kind, Cell& cell);
// The lane at `index` as a value.
[[nodiscard]] Value value_at(const Lanes& lanes, Kind kind, std::size_t index);

}  // namespace bailiwick::formula
