// Goal: both forms of an id are one id. Method: an id of Salesforce's own documentation, and one with each part's capitals told apart.
#include "crm/import_salesforce.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

TEST(SalesforceId, OfFifteenCharactersHasALongForm) {
  EXPECT_EQ(long_salesforce_id("001A0000006Vm9u"), "001A0000006Vm9uIAC");
  EXPECT_EQ(long_salesforce_id("001000000000000"), "001000000000000AAA");
  EXPECT_EQ(long_salesforce_id("0035g00000ABCDE"), "0035g00000ABCDEAA5");
  EXPECT_NE(long_salesforce_id("0035g00000ABCDE"), long_salesforce_id("0035g00000ABCDe"));
}

TEST(SalesforceId, IsNoOtherText) {
  for (const char* text : {"", "4711", "001A0000006Vm9uIAC", "ACMECORPORATION", "001A0000006Vm9-"})
    EXPECT_FALSE(long_salesforce_id(text)) << text;
}

TEST(SalesforceId, IsComparedByWhatItsFormsHaveInCommon) {
  EXPECT_EQ(short_salesforce_id("001A0000006Vm9uIAC"), "001A0000006Vm9u");
  EXPECT_EQ(short_salesforce_id("001A0000006Vm9u"), "001A0000006Vm9u");
  EXPECT_EQ(short_salesforce_id("ACMECORPORATIONS18"), "ACMECORPORATIONS18");
}

}  // namespace
}  // namespace bailiwick::crm
