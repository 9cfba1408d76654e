// Goal: an error reads the same for people and machines. Method: one error, and one with bytes that are no text.
#include "platform/command/errors_text.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::command {
namespace {

TEST(ErrorsText, ALineAnError) {
  EXPECT_EQ(errors_text({{ErrorCode::kIo, "F080", "Full."}}), "error F080: Full.\n");
  EXPECT_EQ(errors_text({}), "");
}

TEST(ErrorsText, JsonIsOneLine) {
  EXPECT_EQ(errors_json({{ErrorCode::kIo, "F080", "The disk is \"full\"."}}),
            R"({"errors":[{"code":"io","rule":"F080","message":"The disk is \"full\"."}]})");
}

TEST(ErrorsText, PhasesAreToldWhereThereAreAny) {
  EXPECT_EQ(
      errors_json({{ErrorCode::kInfeasible, "T025", "No."}}, {{"read", 0.5}, {"validate", 2}}),
      R"({"errors":[{"code":"infeasible","rule":"T025","message":"No."}],)"
      R"("seconds":{"read":0.5,"validate":2.0}})");
}

TEST(ErrorsText, BytesThatAreNotTextAreReplaced) {
  EXPECT_NE(errors_json({{ErrorCode::kIo, "F080", "\xff"}}).find("\xEF\xBF\xBD"),
            std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::command
