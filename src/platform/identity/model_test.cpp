// Goal: the words of the model are read back as what they were written from.
#include "platform/identity/model.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::identity {
namespace {

TEST(Model, EveryStatusIsReadBackFromItsWord) {
  for (const auto status : {PersonStatus::kInvited, PersonStatus::kActive,
                            PersonStatus::kDeactivated, PersonStatus::kErased})
    EXPECT_EQ(parse_person_status(name_of(status)), status);
  EXPECT_FALSE(parse_person_status("Active"));
  EXPECT_NE(name_of(LinkPurpose::kInvitation), name_of(LinkPurpose::kPasswordReset));
}

}  // namespace
}  // namespace bailiwick::platform::identity
