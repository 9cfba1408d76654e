#include "formula/kernels.hpp"

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "formula/lift.hpp"

namespace bailiwick::formula {
namespace {

using Byte = std::uint8_t;

// An argument's lanes with a status for each, whether it is constant or not.
template <class T>
class Reader {
 public:
  explicit Reader(const Lanes& lanes)
      : values_(static_cast<const StorageOf<T>*>(lanes.values)),
        status_(lanes.status),
        step_(lanes.is_constant ? 0 : 1) {}
  [[nodiscard]] StorageOf<T> value(std::size_t i) const { return values_[i * step_]; }
  [[nodiscard]] Status status(std::size_t i) const {
    return status_ == nullptr ? Status::kValue : status_[i * step_];
  }

 private:
  const StorageOf<T>* values_;
  const Status* status_;
  std::size_t step_;
};

bool have_status(const Call& call) {
  return std::any_of(call.arguments.begin(), call.arguments.end(),
                     [](const Lanes& lanes) { return lanes.status != nullptr; });
}

bool both(bool a, bool b) { return a & b; }
bool any(bool a, bool b) { return a | b; }

// `Decides`: the value that settles the matter: false for and, true for or.
template <bool Decides>
void logic(Call& call) {
  const Reader<bool> left(call.arguments[0]);
  const Reader<bool> right(call.arguments[1]);
  auto* out = static_cast<Byte*>(call.values);
  constexpr Byte kDecides = Decides ? 1 : 0;
  for (std::size_t i = 0; i < call.count; ++i) {
    const Status a = as_argument(left.status(i));
    const Status b = as_argument(right.status(i));
    const bool is_decided = (a == Status::kValue && left.value(i) == kDecides) ||
                            (b == Status::kValue && right.value(i) == kDecides);
    out[i] = is_decided ? kDecides : 1 - kDecides;
    call.status[i] = is_decided ? Status::kValue : a != Status::kValue ? a : b;
  }
  call.has_status = true;
}

template <class T>
void conditional(Call& call) {
  const Reader<bool> condition(call.arguments[0]);
  const Reader<T> chosen(call.arguments[1]);
  const Reader<T> other(call.arguments[2]);
  auto* out = static_cast<StorageOf<T>*>(call.values);
  call.has_status = have_status(call);
  for (std::size_t i = 0; i < call.count; ++i)
    out[i] = condition.value(i) != 0 ? chosen.value(i) : other.value(i);
  if (!call.has_status) return;
  for (std::size_t i = 0; i < call.count; ++i) {
    const Status asked = as_argument(condition.status(i));
    const Status there = condition.value(i) != 0 ? chosen.status(i) : other.status(i);
    call.status[i] = asked == Status::kValue ? there : asked;
  }
}

template <class T>
void coalesce(Call& call) {
  const Reader<T> first(call.arguments[0]);
  const Reader<T> second(call.arguments[1]);
  auto* out = static_cast<StorageOf<T>*>(call.values);
  call.has_status = have_status(call);
  for (std::size_t i = 0; i < call.count; ++i) {
    const bool is_first = first.status(i) != Status::kNull;
    out[i] = is_first ? first.value(i) : second.value(i);
    if (call.has_status) call.status[i] = is_first ? first.status(i) : second.status(i);
  }
}

template <class T>
bool is_same(T a, T b) {
  return a == b;
}
template <class T>
bool is_other(T a, T b) {
  return a != b;
}

template <class T, bool WantsEqual>
void equality(Call& call) {
  if (!have_status(call)) {
    if constexpr (WantsEqual)
      return Lift<&is_same<T>>::kernel(call);
    else
      return Lift<&is_other<T>>::kernel(call);
  }
  const Reader<T> left(call.arguments[0]);
  const Reader<T> right(call.arguments[1]);
  auto* out = static_cast<Byte*>(call.values);
  for (std::size_t i = 0; i < call.count; ++i) {
    const Status a = left.status(i);
    const Status b = right.status(i);
    const bool is_equal =
        a == b && (a == Status::kNull || (a == Status::kValue && left.value(i) == right.value(i)));
    out[i] = static_cast<Byte>(is_equal == WantsEqual);
    call.status[i] = a > Status::kNull ? a : b > Status::kNull ? b : Status::kValue;
  }
  call.has_status = true;
}

template <bool WantsNull>
void null_question(Call& call) {
  const Lanes& lanes = call.arguments[0];
  auto* out = static_cast<Byte*>(call.values);
  const std::size_t step = lanes.is_constant ? 0 : 1;
  for (std::size_t i = 0; i < call.count; ++i) {
    const Status status = lanes.status == nullptr ? Status::kValue : lanes.status[i * step];
    out[i] = static_cast<Byte>((status == Status::kNull) == WantsNull);
    if (lanes.status != nullptr) call.status[i] = status > Status::kNull ? status : Status::kValue;
  }
  call.has_status = lanes.status != nullptr;
}

std::int64_t number_of(Byte value) { return value; }
std::int64_t number_of(std::int64_t value) { return value; }
std::int64_t number_of(LocalDate value) { return value.days(); }
std::int64_t number_of(Instant value) { return value.micros(); }
std::int64_t number_of(Duration value) { return value.micros; }

// Up to so many elements are compared one after the other, which is quicker than to search.
constexpr std::size_t kFewElements = 8;

template <class T>
bool is_in(const ConstantSet& set, const T& value) {
  if constexpr (std::is_same_v<T, Decimal>) {
    return std::binary_search(set.decimals.begin(), set.decimals.end(), value);
  } else if constexpr (std::is_same_v<T, std::string_view>) {
    if (set.texts.size() > kFewElements) return set.lookup.contains(value);
    for (const std::string& text : set.texts) {
      if (value == text) return true;
    }
    return false;
  } else {
    const std::int64_t number = number_of(value);
    if (set.numbers.size() > kFewElements)
      return std::binary_search(set.numbers.begin(), set.numbers.end(), number);
    bool is_found = false;
    for (const std::int64_t element : set.numbers) is_found |= element == number;
    return is_found;
  }
}

template <class T>
void in_set(Call& call) {
  const Lanes& lanes = call.arguments[0];
  const Reader<T> reader(lanes);
  auto* out = static_cast<Byte*>(call.values);
  for (std::size_t i = 0; i < call.count; ++i)
    out[i] = static_cast<Byte>(is_in(*call.set, reader.value(i)));
  call.has_status = lanes.status != nullptr;
  if (!call.has_status) return;
  for (std::size_t i = 0; i < call.count; ++i) {
    const Status status = reader.status(i);
    if (status == Status::kNull) out[i] = static_cast<Byte>(call.set->has_null);
    call.status[i] = status > Status::kNull ? status : Status::kValue;
  }
}

// The kernel that Make gives for the C++ type of a kind.
template <class Make>
Kernel by_kind(Kind kind, Make make) {
  switch (kind) {
    case Kind::kNull:
    case Kind::kBool:
      return make(bool{});
    case Kind::kInt:
      return make(std::int64_t{});
    case Kind::kDecimal:
      return make(Decimal{});
    case Kind::kString:
      return make(std::string_view{});
    case Kind::kDate:
      return make(LocalDate{});
    case Kind::kTimestamp:
      return make(Instant{});
    case Kind::kDuration:
      return make(Duration{});
  }
  return nullptr;
}

}  // namespace

void and_kernel(Call& call) {
  if (!have_status(call)) return Lift<&both>::kernel(call);
  logic<false>(call);
}

void or_kernel(Call& call) {
  if (!have_status(call)) return Lift<&any>::kernel(call);
  logic<true>(call);
}

void either_kernel(Call& call) { Lift<&any>::kernel(call); }

Kernel conditional_kernel(Kind kind) {
  return by_kind(kind, [](auto type) -> Kernel { return &conditional<decltype(type)>; });
}
Kernel coalesce_kernel(Kind kind) {
  return by_kind(kind, [](auto type) -> Kernel { return &coalesce<decltype(type)>; });
}
Kernel equal_kernel(Kind kind) {
  return by_kind(kind, [](auto type) -> Kernel { return &equality<decltype(type), true>; });
}
Kernel not_equal_kernel(Kind kind) {
  return by_kind(kind, [](auto type) -> Kernel { return &equality<decltype(type), false>; });
}

void widen_kernel(Call& call) {
  const Lanes& lanes = call.arguments[0];
  const Reader<std::int64_t> reader(lanes);
  auto* out = static_cast<Decimal*>(call.values);
  for (std::size_t i = 0; i < call.count; ++i) out[i] = Decimal::whole(reader.value(i));
  call.has_status = lanes.status != nullptr;
  if (!call.has_status) return;
  for (std::size_t i = 0; i < call.count; ++i) call.status[i] = reader.status(i);
}

void is_null_kernel(Call& call) { null_question<true>(call); }
void has_kernel(Call& call) { null_question<false>(call); }

Kernel in_set_kernel(Kind kind) {
  return by_kind(kind, [](auto type) -> Kernel { return &in_set<decltype(type)>; });
}

}  // namespace bailiwick::formula
