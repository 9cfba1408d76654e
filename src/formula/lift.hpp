// Makes a kernel over lanes of a function over single values: Lift<f>::kernel. The loops are what a compiler vectorises.
//
//   R f(A...)                     cannot fail
//   Status f(A..., R&)            may fail, and says why
//   Status f(Arena&, A..., R&)    may fail, and makes text
//
// A lane in which an argument has no value is not computed: it gets the status of the first such argument, kMissing where that is
// null. Functions that cannot fail are computed for such lanes too, on whatever stands there, which costs less than asking.
#pragma once

#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

#include "formula/kernel.hpp"

namespace bailiwick::formula {

// The kind whose lanes hold this C++ type.
template <class T>
inline constexpr Kind kKindOf = Kind::kNull;
template <>
inline constexpr Kind kKindOf<bool> = Kind::kBool;
template <>
inline constexpr Kind kKindOf<std::int64_t> = Kind::kInt;
template <>
inline constexpr Kind kKindOf<Decimal> = Kind::kDecimal;
template <>
inline constexpr Kind kKindOf<std::string_view> = Kind::kString;
template <>
inline constexpr Kind kKindOf<LocalDate> = Kind::kDate;
template <>
inline constexpr Kind kKindOf<Instant> = Kind::kTimestamp;
template <>
inline constexpr Kind kKindOf<Duration> = Kind::kDuration;

// Null as an argument is a value that is missing.
[[nodiscard]] constexpr Status as_argument(Status status) {
  return status == Status::kNull ? Status::kMissing : status;
}

// Fills call.status from the arguments' and says whether there was any that is not a value.
inline bool merge_status(Call& call) {
  bool has_status = false;
  for (const Lanes& argument : call.arguments) {
    if (argument.status == nullptr) continue;
    const std::size_t step = argument.is_constant ? 0 : 1;
    for (std::size_t i = 0; i < call.count; ++i) {
      const Status here = as_argument(argument.status[i * step]);
      call.status[i] = has_status && call.status[i] != Status::kValue ? call.status[i] : here;
    }
    has_status = true;
  }
  return has_status;
}

// What a function takes and gives: its parameters without the arena and the place of the result.
template <class F>
struct Signature;
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Result = R;
  using Arguments = std::tuple<A...>;
  static constexpr bool kMayFail = false;
  static constexpr bool kMakesText = false;
};
template <class Tuple, class Indices>
struct Front;
template <class Tuple, std::size_t... I>
struct Front<Tuple, std::index_sequence<I...>> {
  using Type = std::tuple<std::tuple_element_t<I, Tuple>...>;
};
template <class... A>
struct Signature<Status (*)(A...)> {
  using All = std::tuple<A...>;
  static constexpr std::size_t kCount = sizeof...(A);
  using Result = std::remove_reference_t<std::tuple_element_t<kCount - 1, All>>;
  using Arguments = typename Front<All, std::make_index_sequence<kCount - 1>>::Type;
  static constexpr bool kMayFail = true;
  static constexpr bool kMakesText = false;
};
template <class... A>
struct Signature<Status (*)(Arena&, A...)> : Signature<Status (*)(A...)> {
  static constexpr bool kMakesText = true;
};

template <auto F>
struct Lift {
  using Shape = Signature<decltype(F)>;
  using Result = typename Shape::Result;
  using Arguments = typename Shape::Arguments;
  static constexpr std::size_t kArity = std::tuple_size_v<Arguments>;

  static void kernel(Call& call) { dispatch(call, std::make_index_sequence<kArity>()); }

 private:
  template <std::size_t I>
  using Argument = std::tuple_element_t<I, Arguments>;

  // A constant argument and one that is not have loops of their own, but only for two arguments: there it pays.
  template <std::size_t... I>
  static void dispatch(Call& call, std::index_sequence<I...> indices) {
    if constexpr (kArity == 2) {
      if (call.arguments[0].is_constant && !call.arguments[1].is_constant)
        return run(call, indices, std::index_sequence<0, 1>());
      if (!call.arguments[0].is_constant && call.arguments[1].is_constant)
        return run(call, indices, std::index_sequence<1, 0>());
    }
    bool is_mixed = false;
    for (const Lanes& argument : call.arguments) is_mixed = is_mixed || argument.is_constant;
    if (!is_mixed) return run(call, indices, std::index_sequence<(I * 0 + 1)...>());
    run_mixed(call, indices);
  }

  template <std::size_t... I, std::size_t... Step>
  static void run(Call& call, std::index_sequence<I...>, std::index_sequence<Step...>) {
    const std::tuple<const StorageOf<Argument<I>>*...> values{
        static_cast<const StorageOf<Argument<I>>*>(call.arguments[I].values)...};
    loop(call, [&](std::size_t i) {
      return std::tuple<Argument<I>...>(static_cast<Argument<I>>(std::get<I>(values)[i * Step])...);
    });
  }

  template <std::size_t... I>
  static void run_mixed(Call& call, std::index_sequence<I...>) {
    const std::array<std::size_t, kArity> step{(call.arguments[I].is_constant ? 0U : 1U)...};
    const std::tuple<const StorageOf<Argument<I>>*...> values{
        static_cast<const StorageOf<Argument<I>>*>(call.arguments[I].values)...};
    loop(call, [&](std::size_t i) {
      return std::tuple<Argument<I>...>(
          static_cast<Argument<I>>(std::get<I>(values)[i * step[I]])...);
    });
  }

  template <class At>
  static void loop(Call& call, const At& arguments_at) {
    auto* __restrict out = static_cast<StorageOf<Result>*>(call.values);
    const bool is_merged = merge_status(call);
    if constexpr (!Shape::kMayFail) {
      for (std::size_t i = 0; i < call.count; ++i)
        out[i] = static_cast<StorageOf<Result>>(std::apply(F, arguments_at(i)));
      call.has_status = is_merged;
    } else {
      bool has_status = is_merged;
      for (std::size_t i = 0; i < call.count; ++i) {
        Result result{};
        if (!is_merged || call.status[i] == Status::kValue) {
          const Status status = apply(call, arguments_at(i), result);
          call.status[i] = status;
          has_status = has_status || status != Status::kValue;
        }
        out[i] = static_cast<StorageOf<Result>>(result);
      }
      call.has_status = has_status;
    }
  }

  static Status apply(Call& call, const Arguments& arguments, Result& result) {
    return std::apply(
        [&](auto... argument) {
          if constexpr (Shape::kMakesText)
            return F(*call.arena, argument..., result);
          else
            return F(argument..., result);
        },
        arguments);
  }
};

}  // namespace bailiwick::formula
