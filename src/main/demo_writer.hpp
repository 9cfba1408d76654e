// What those who make the demonstration's records share: whom they write for, what day it is, and the dice. A seed and a number of their own give each of them
// the same dice whatever the others throw.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/result.hpp"
#include "base/rng.hpp"
#include "main/application.hpp"

namespace bailiwick {

inline constexpr std::uint64_t kDemoSeed = 2026;

class DemoWriter {
 public:
  using Principal = platform::identity::Principal;

  DemoWriter(const Application& application, const Principal& planner, std::uint64_t subject)
      : application_(application),
        planner_(planner),
        today_(application.alignment().today()),
        rng_(Rng::stream(kDemoSeed, subject, 0)) {}

  // The id of what was added. Errors: those of RecordService.
  [[nodiscard]] Checked<std::string> add(crm::ObjectKind object, const nlohmann::json& body) const;

  [[nodiscard]] LocalDate today() const { return today_; }
  [[nodiscard]] LocalDate days_ago(std::int32_t days) const { return today_.plus_days(-days); }
  [[nodiscard]] const Application& application() const { return application_; }
  [[nodiscard]] const Principal& planner() const { return planner_; }
  [[nodiscard]] Rng& rng() { return rng_; }

  template <class T, std::size_t N>
  const T& pick(const std::array<T, N>& list) {
    return list[rng_.below(N)];
  }
  // Once in so many times.
  bool is_one_in(std::uint64_t times) { return rng_.below(times) == 0; }
  // least <= the number <= most.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least +
           static_cast<std::int64_t>(rng_.below(static_cast<std::uint64_t>(most - least + 1)));
  }

 private:
  const Application& application_;
  const Principal& planner_;
  LocalDate today_;
  Rng rng_;
};

// As the API has it.
[[nodiscard]] nlohmann::json demo_money(std::int64_t dollars);

}  // namespace bailiwick
