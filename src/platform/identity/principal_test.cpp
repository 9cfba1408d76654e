// Goal: roles and permissions mean what the guide says, and nothing is allowed by accident.
// Method: properties of the tables; docs/guide/permissions.md is compared with the one made from them
// (platform_identity_test --update writes it anew).
#include "platform/identity/principal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/repository.hpp"

namespace bailiwick::platform::identity {
namespace {

std::string matrix_page() {
  std::string page =
      "# Who may do what\n\n"
      "Made from the code (`role_permissions()`), and compared with it by a test. A person may do "
      "what any of their roles\n"
      "allows; an API token at most what its scopes and its owner's roles allow. What no role "
      "allows, nobody may.\n\n"
      "| permission | allows to |";
  for (const Role role : all_roles()) page += " " + std::string(name_of(role)) + " |";
  page += "\n|---|---|";
  for (int i = 0; i < kRoleCount; ++i) page += ":-:|";
  page += "\n";
  for (const Permission permission : all_permissions()) {
    page += "| `" + std::string(name_of(permission)) + "` | " +
            std::string(meaning_of(permission)) + " |";
    for (const Role role : all_roles())
      page += permissions_of({role}).contains(permission) ? " yes |" : " |";
    page += "\n";
  }
  return page;
}

TEST(Principal, EveryRoleAndPermissionIsReadBackFromItsWord) {
  EXPECT_EQ(all_roles().size(), static_cast<std::size_t>(kRoleCount));
  EXPECT_EQ(all_permissions().size(), static_cast<std::size_t>(kPermissionCount));
  for (const Role role : all_roles()) EXPECT_EQ(parse_role(name_of(role)), role);
  for (const Permission permission : all_permissions())
    EXPECT_EQ(parse_permission(name_of(permission)), permission);
  EXPECT_FALSE(parse_role("Admin"));
  EXPECT_FALSE(parse_role(""));
  EXPECT_FALSE(parse_permission("plans.*"));
}

TEST(Principal, ThePermissionsAreListedInTheOrderOfTheirEnumeration) {
  EXPECT_TRUE(std::is_sorted(all_permissions().begin(), all_permissions().end()));
}

TEST(Principal, OnlyAnAdministratorMayDoEverything) {
  for (const Role role : all_roles()) {
    const bool is_all = role_permissions(role).size() == kPermissionCount;
    EXPECT_EQ(is_all, role == Role::kAdmin) << name_of(role);
  }
}

TEST(Principal, TheAuditorChangesNothing) {
  for (const Permission permission : role_permissions(Role::kAuditor)) {
    const auto word = name_of(permission);
    EXPECT_TRUE(word.ends_with(".read") || permission == Permission::kTokensManage) << word;
  }
}

TEST(Principal, WithoutAPermissionTheAnswerNamesIt) {
  Principal rep;
  rep.roles = {Role::kRep};
  rep.permissions = permissions_of(rep.roles);
  EXPECT_TRUE(require(rep, Permission::kPlansRead));
  const auto refused = require(rep, Permission::kAuditRead);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "I001");
  EXPECT_EQ(refused.error().code, ErrorCode::kForbidden);
  EXPECT_NE(refused.error().message.find("audit.read"), std::string::npos);
  EXPECT_FALSE(require(Principal{}, Permission::kCompanyRead));
}

TEST(Principal, ThePageOfPermissionsIsTheOneOfTheCode) {
  const std::filesystem::path path = testing::repository_folder() / "docs/guide/permissions.md";
  const auto arguments = ::testing::internal::GetArgvs();
  if (std::find(arguments.begin(), arguments.end(), "--update") != arguments.end())
    std::ofstream(path) << matrix_page();
  std::stringstream written;
  written << std::ifstream(path).rdbuf();
  EXPECT_EQ(written.str(), matrix_page()) << "run platform_identity_test --update";
}

}  // namespace
}  // namespace bailiwick::platform::identity
