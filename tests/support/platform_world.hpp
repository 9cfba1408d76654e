// For tests of what lives in a database: a fresh one with the tables of some folders, a clock that can be put forward, and ids.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"
#include "platform/identity/principal.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::testing {

// The machine's time, put forward as far as a test says.
class TestClock {
 public:
  [[nodiscard]] Instant now() const { return Instant(machine_().micros() + *ahead_micros_); }
  [[nodiscard]] WallClock wall() const {
    return [machine = machine_, ahead = ahead_micros_] {
      return Instant(machine().micros() + *ahead);
    };
  }
  void put_forward(std::int64_t seconds) { *ahead_micros_ += seconds * 1'000'000; }

 private:
  WallClock machine_ = platform::crypto::system_wall_clock();
  std::shared_ptr<std::atomic<std::int64_t>> ahead_micros_ =
      std::make_shared<std::atomic<std::int64_t>>(0);
};

// A suite on both databases.
class PlatformTest : public ::testing::TestWithParam<platform::db::Dialect> {
 protected:
  explicit PlatformTest(std::vector<platform::db::MigrationModule> modules)
      : modules_(std::move(modules)) {}

  void SetUp() override {
    if (auto why = why_not(GetParam())) GTEST_SKIP() << *why;
    made_ = make_database(GetParam(), modules_);
    ASSERT_TRUE(made_.database) << made_.fault;
  }
  [[nodiscard]] platform::db::Database& database() const { return *made_.database; }

  template <class F>
  auto write(F&& work) {
    return database().write(std::forward<F>(work));
  }
  template <class F>
  auto read(F&& work) {
    return database().read(std::forward<F>(work));
  }

  std::vector<platform::db::MigrationModule> modules_;
  TestDatabase made_;
  TestClock clock_;
  UuidSource ids_ = platform::crypto::secure_uuid_source(clock_.wall());
  TenantId tenant_ = TenantId(ids_.next());
  PersonId person_ = PersonId(ids_.next());
};

// Whether it becomes true within ten seconds.
[[nodiscard]] inline bool becomes_true(const std::function<bool()>& is_true) {
  for (int i = 0; i < 2'000; ++i) {
    if (is_true()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return is_true();
}

// Somebody of the company with the permissions of a role.
[[nodiscard]] inline platform::identity::Principal somebody(TenantId tenant, PersonId person,
                                                            platform::identity::Role role) {
  platform::identity::Principal principal;
  principal.tenant = tenant;
  principal.person = person;
  principal.roles = {role};
  for (const auto permission : platform::identity::role_permissions(role))
    principal.permissions.insert(permission);
  return principal;
}

}  // namespace bailiwick::testing
