// Goal: people are read back as written, texts of any kind included. Method: round trips on both databases; the use cases are tested with the service.
#include "platform/identity/people_store.hpp"

#include <gtest/gtest.h>

#include "platform/identity/credential.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class PeopleStoreTest : public bailiwick::testing::IdentityTest {};

TEST_P(PeopleStoreTest, APersonIsReadBackWhateverTheirName) {
  int count = 0;
  for (const auto* name : {"'; DROP TABLE person; --", "<img src=x onerror=alert(1)>",
                           "$1 %s {{7*7}}", "李雷 \xF0\x9F\x8C\xB7"}) {
    Person person;
    person.id = PersonId(world->ids().next());
    person.name = name;
    person.email = "p" + std::to_string(++count) + "@acme.example";
    person.roles = {Role::kRep, Role::kAuditor};
    person.created_at = world->now;
    const auto read =
        world->database().write([&](db::Connection& connection) -> Result<std::optional<Person>> {
          const auto inserted = insert_person(connection, admin.tenant, person);
          if (!inserted) return tl::unexpected(inserted.error());
          return find_person(connection, {admin.tenant, person.id});
        });
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ((*read)->name, name);
    EXPECT_EQ((*read)->roles, person.roles);
    EXPECT_EQ((*read)->created_at, world->now);
  }
}

TEST_P(PeopleStoreTest, AnAddressIsInTheDirectoryOnce) {
  const auto key = world->database().read([&](db::Connection& connection) {
    return find_sign_in_name(connection, email_name_hash("ADMIN@acme.example "));
  });
  EXPECT_EQ((*key)->person, admin.person);
  Person person;
  person.id = PersonId(world->ids().next());
  person.name = "Second";
  person.email = "admin@acme.example";
  const auto inserted = world->database().write(
      [&](db::Connection& connection) { return insert_person(connection, admin.tenant, person); });
  EXPECT_EQ(rule_of(inserted), "D006");
}

INSTANTIATE_TEST_SUITE_P(Both, PeopleStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
