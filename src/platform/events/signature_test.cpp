// Goal: receivers that follow the Standard Webhooks specification accept our signatures. Method: its published example.
#include "platform/events/signature.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::events {
namespace {

TEST(Signature, the_example_of_the_specification_holds) {
  EXPECT_EQ(
      signature_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                   {"msg_p5jXN8AQM9LWM0D4loKWxJek", 1'614'265'330, R"({"test": 2432232314})"}),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, every_part_of_the_message_is_signed) {
  const std::string secret = make_webhook_secret();
  const auto signature = signature_of(secret, {"a", 1, "b"});
  ASSERT_TRUE(signature);
  EXPECT_NE(signature_of(secret, {"x", 1, "b"}), signature);
  EXPECT_NE(signature_of(secret, {"a", 2, "b"}), signature);
  EXPECT_NE(signature_of(secret, {"a", 1, "c"}), signature);
  EXPECT_NE(signature_of(make_webhook_secret(), {"a", 1, "b"}), signature);
}

TEST(Signature, what_is_no_secret_signs_nothing) {
  EXPECT_FALSE(signature_of("", {"a", 1, "b"}));
  EXPECT_FALSE(signature_of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", {"a", 1, "b"}));
  EXPECT_FALSE(signature_of("whsec_%%%", {"a", 1, "b"}));
}

}  // namespace
}  // namespace bailiwick::platform::events
