// For tests of identity and of what stands on it: a database with its tables, a clock by hand, passwords that cost little, and a
// company with an administrator.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "platform/audit/list.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/crypto/random.hpp"
#include "platform/identity/migrations.hpp"
#include "platform/identity/services.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::testing {

namespace audit = platform::audit;
namespace identity = platform::identity;
using identity::Permission;
using identity::Principal;
using identity::Role;

inline constexpr const char* kGoodPassword = "tulip gravel oboe";

class IdentityWorld {
 public:
  IdentityWorld(db::Dialect dialect, std::vector<db::MigrationModule> more,
                std::vector<identity::PersonalData> contributors = {}) {
    std::vector<db::MigrationModule> modules = {audit::audit_migrations(),
                                                identity::identity_migrations()};
    modules.insert(modules.end(), more.begin(), more.end());
    made_ = make_database(dialect, modules);
    if (!made_.database) return;
    services_ = std::make_unique<identity::Services>(
        identity::Environment{
            .database = *made_.database,
            .audit = log_,
            .ids = ids_,
            .now = clock(),
            .hasher = hasher_,
            .principals = cache_,
            .policy = {},
            .send_letter = [this](const identity::Letter& letter) { letters.push_back(letter); },
            .announce_person = {}},
        std::move(contributors));
  }

  [[nodiscard]] std::string fault() const { return made_.fault; }
  db::Database& database() { return *made_.database; }
  const identity::Services& services() { return *services_; }
  const audit::Log& log() { return log_; }
  UuidSource& ids() { return ids_; }
  WallClock clock() {
    return [this] { return now; };
  }

  // A further company with its administrator, who signs in as "admin@NAME.example".
  Principal add_company(const std::string& name) {
    identity::NewCompany request;
    request.company.name = name;
    request.admin.name = "Admin of " + name;
    request.admin.email = "admin@" + name + ".example";
    request.password = kGoodPassword;
    const auto key = services_->companies.add(request);
    EXPECT_TRUE(key) << key.error().front().message;
    return sign_in(request.admin.email).principal;
  }

  identity::SignedIn sign_in(const std::string& email,
                             const std::string& password = kGoodPassword) {
    auto signed_in = services_->sign_in.with_password({.email = email,
                                                       .password = password,
                                                       .peer = "192.0.2.1",
                                                       .previous_cookie = std::nullopt});
    EXPECT_TRUE(signed_in) << signed_in.error().message;
    return signed_in ? *signed_in : identity::SignedIn{};
  }

  // Someone of `admin`'s company with that role, who has accepted the invitation; signed in.
  identity::SignedIn add_person(const Principal& admin, Role role, const std::string& email) {
    identity::Person person;
    person.name = "Person " + email.substr(0, email.find('@'));
    person.email = email;
    person.roles = {role};
    const auto invited = services_->people.invite(admin, person);
    EXPECT_TRUE(invited) << invited.error().front().message;
    if (!invited) return {};
    auto signed_in = services_->passwords.accept_invitation({.token = token_of(invited->link),
                                                             .password = kGoodPassword,
                                                             .locale = "en",
                                                             .previous_cookie = std::nullopt});
    EXPECT_TRUE(signed_in) << signed_in.error().front().message;
    return signed_in ? *signed_in : identity::SignedIn{};
  }

  static std::string token_of(const std::string& link) {
    return link.substr(link.find("token=") + 6);
  }

  // The actions of the log, oldest first.
  std::vector<std::string> actions(TenantId tenant) {
    const auto entries = database().read([&](db::Connection& connection) {
      return audit::list(connection, tenant, {.limit = audit::kPageMax});
    });
    std::vector<std::string> words;
    for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry)
      words.push_back(entry->action);
    return words;
  }

  bool is_audit_intact(TenantId tenant) {
    const auto found = database().read(
        [&](db::Connection& connection) { return log_.verify(connection, tenant); });
    return found && found->is_intact();
  }

  Instant now{1'764'000'000'000'000};  // 2025-11-24T16:00:00Z
  std::vector<identity::Letter> letters;

 private:
  TestDatabase made_;
  audit::Log log_{clock(), audit::SealKey{4, 2}};
  UuidSource ids_{clock(), platform::crypto::fill_random};
  platform::crypto::PasswordHasher hasher_{{.costs = {.memory_kib = 8, .passes = 1}}};
  identity::PrincipalCache cache_;
  std::unique_ptr<identity::Services> services_;
};

// A fixture over both databases; `world` is there in each test that is not skipped.
class IdentityTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (const auto why = why_not(GetParam())) GTEST_SKIP() << *why;
    world = std::make_unique<IdentityWorld>(GetParam(), more_modules());
    ASSERT_EQ(world->fault(), "");
    admin = world->add_company("acme");
  }
  virtual std::vector<db::MigrationModule> more_modules() { return {}; }

  const identity::Services& services() { return world->services(); }
  // The rule of an outcome that must not be there.
  template <class T>
  static std::string rule_of(const Result<T>& outcome) {
    return outcome ? "none" : outcome.error().rule;
  }
  template <class T>
  static std::string rule_of(const Checked<T>& outcome) {
    return outcome ? "none" : outcome.error().front().rule;
  }

  std::unique_ptr<IdentityWorld> world;
  Principal admin;
};

}  // namespace bailiwick::testing
