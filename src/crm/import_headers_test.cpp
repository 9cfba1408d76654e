// Goal: headers mean what their writers meant, in each source and language.
#include "crm/import_headers.hpp"

#include <gtest/gtest.h>

#include <string>

#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

std::string target(std::string_view header, ObjectKind object,
                   ImportSource source = ImportSource::kNone) {
  const auto meaning = meaning_of(letters_of(header), object, source);
  return meaning ? std::string(meaning->target) : "unknown";
}

TEST(Headers, OfPeopleAreEnglishAndDutch) {
  EXPECT_EQ(target("Naam", ObjectKind::kAccount), "name");
  EXPECT_EQ(target("Omzet", ObjectKind::kAccount), "annual_revenue");
  EXPECT_EQ(target("Postcode", ObjectKind::kAccount), "postal_code");
  EXPECT_EQ(target("Plaats", ObjectKind::kAccount), "city");
  EXPECT_EQ(target("Land", ObjectKind::kAccount), "country");
  EXPECT_EQ(target("Billing Zip", ObjectKind::kAccount), "postal_code");
  EXPECT_EQ(target("Billing State/Province", ObjectKind::kAccount), "region");
  EXPECT_EQ(target("Aantal medewerkers", ObjectKind::kAccount), "employees");
  EXPECT_EQ(target("Klantnummer", ObjectKind::kAccount), "external_id");
  EXPECT_EQ(target("Klantnummer", ObjectKind::kContact), "account");
  EXPECT_EQ(target("Naam", ObjectKind::kContact), "last_name");
  EXPECT_EQ(target("E-mailadres", ObjectKind::kContact), "email");
  EXPECT_EQ(target("Factuurdatum", ObjectKind::kOrder), "day");
  EXPECT_EQ(target("Valuta", ObjectKind::kOrder), "amount.currency");
  EXPECT_EQ(target("Eigenaar", ObjectKind::kTask), "owner");
  EXPECT_EQ(target("Eigenaar", ObjectKind::kAccount), "unknown");
  EXPECT_EQ(target("Schoenmaat", ObjectKind::kAccount), "unknown");
  EXPECT_EQ(target("", ObjectKind::kAccount), "unknown");
}

TEST(Headers, OfSalesforceAreItsApiNames) {
  const auto s = ImportSource::kSalesforce;
  EXPECT_EQ(target("Id", ObjectKind::kAccount, s), "external_id");
  EXPECT_EQ(target("BillingCity", ObjectKind::kAccount, s), "city");
  EXPECT_EQ(target("NumberOfEmployees", ObjectKind::kAccount, s), "employees");
  EXPECT_EQ(target("ParentId", ObjectKind::kAccount, s), "parent");
  EXPECT_EQ(target("AccountId", ObjectKind::kOpportunity, s), "account");
  EXPECT_EQ(target("StageName", ObjectKind::kOpportunity, s), "stage");
  EXPECT_EQ(target("WhoId", ObjectKind::kTask, s), "contact|lead");
  EXPECT_EQ(target("WhatId", ObjectKind::kActivity, s), "account|opportunity");
  EXPECT_EQ(target("ActivityDate", ObjectKind::kTask, s), "due");
  EXPECT_EQ(target("OwnerId", ObjectKind::kOpportunity, s), "");
  EXPECT_EQ(target("Owner.Email", ObjectKind::kOpportunity, s), "owner");
}

TEST(Headers, OfHubspotAreItsLabels) {
  const auto h = ImportSource::kHubspot;
  EXPECT_EQ(target("Record ID", ObjectKind::kAccount, h), "external_id");
  EXPECT_EQ(target("Company name", ObjectKind::kAccount, h), "name");
  EXPECT_EQ(target("Company Domain Name", ObjectKind::kAccount, h), "website");
  EXPECT_EQ(target("Deal Stage", ObjectKind::kOpportunity, h), "stage");
  EXPECT_EQ(target("Pipeline", ObjectKind::kOpportunity, h), "stage.pipeline");
  EXPECT_EQ(target("Associated Company IDs", ObjectKind::kContact, h), "account");
  EXPECT_EQ(target("Deal owner", ObjectKind::kOpportunity, h), "owner");
}

TEST(SalesforceId, TellsItsObject) {
  EXPECT_EQ(salesforce_object_of("0015g00000ABCDE"), ObjectKind::kAccount);
  EXPECT_EQ(salesforce_object_of("0035g00000ABCDEAAA"), ObjectKind::kContact);
  EXPECT_EQ(salesforce_object_of("00Q5g00000ABCDE"), ObjectKind::kLead);
  EXPECT_EQ(salesforce_object_of("0065g00000ABCDE"), ObjectKind::kOpportunity);
  for (const char* text :
       {"", "001", "0015g00000ABCD", "0055g00000ABCDE", "0015g00000ABC-E", "0015g00000ABCDEF"})
    EXPECT_FALSE(salesforce_object_of(text)) << text;
}

TEST(Headers, HaveTargetsThatAre) {
  EXPECT_EQ(parse_import_source("salesforce"), ImportSource::kSalesforce);
  EXPECT_EQ(name_of(ImportSource::kHubspot), "hubspot");
  EXPECT_FALSE(parse_import_source(""));
}

}  // namespace
}  // namespace bailiwick::crm
