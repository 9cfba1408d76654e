// Goal: files of Salesforce, of HubSpot and of people are recognised, and their columns go to the fields that were meant, each to
// one. Method: files as those programs write them, and random headers for the property.
#include "crm/import_columns.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/rng.hpp"
#include "crm/record.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

std::vector<ImportSchema> schemas() {
  std::vector<ImportSchema> all;
  for (const ObjectSpec& object : all_objects()) all.push_back(import_schema(object.kind));
  all[0].fields.push_back(import_field({.key = "holder", .label = "Budget holder"}));
  return all;
}

FileGuess guess(std::string text, std::optional<ObjectKind> object = std::nullopt,
                std::string name = "a.csv") {
  auto file = files::text_from_bytes(std::move(name), std::move(text));
  const auto csv = files::parse_csv(std::move(*file));
  EXPECT_TRUE(csv);
  return guess_file(csv->table, schemas(), object);
}

// "Naam>name Omzet>annual_revenue": the columns that are read.
std::string read_columns(const FileGuess& file) {
  std::string text;
  for (const ColumnGuess& column : file.columns)
    if (!column.target.empty())
      text += (text.empty() ? "" : " ") + column.name + ">" + column.target;
  return text;
}

TEST(FileGuess, OfAccountsOfSalesforce) {
  const FileGuess file = guess(
      "Id,Name,ParentId,Type,NumberOfEmployees,AnnualRevenue,BillingCity,BillingCountry,OwnerId,"
      "IsDeleted\n"
      "0015g00000ABCDEAAA,Acme,,Customer - "
      "Direct,120,1200000.0,Utrecht,Netherlands,0055g00000ABCDEAAA,false\n");
  EXPECT_EQ(file.source, ImportSource::kSalesforce);
  EXPECT_EQ(file.object, ObjectKind::kAccount);
  EXPECT_EQ(read_columns(file),
            "Id>external_id Name>name ParentId>parent Type>kind NumberOfEmployees>employees "
            "AnnualRevenue>annual_revenue BillingCity>city BillingCountry>country");
  EXPECT_EQ(file.columns[0].sentence, "Salesforce calls it so");
  EXPECT_EQ(file.columns[8].why, GuessWhy::kNoUse);
  EXPECT_EQ(file.columns[1].samples, std::vector<std::string>{"Acme"});
}

TEST(FileGuess, OfOtherObjectsOfSalesforce) {
  const FileGuess contacts = guess(
      "Id,AccountId,FirstName,LastName,Title,Email,MobilePhone\n"
      "0035g00000ABCDEAAA,0015g00000ABCDEAAA,An,Jansen,CFO,an@example.com,\n");
  EXPECT_EQ(contacts.object, ObjectKind::kContact);
  EXPECT_EQ(read_columns(contacts),
            "Id>external_id AccountId>account FirstName>first_name LastName>last_name "
            "Title>job_title Email>email MobilePhone>mobile");
  const FileGuess leads =
      guess("Id,Company,LastName,Status,LeadSource\n00Q5g00000ABCDEAAA,Acme,Jansen,Open,Web\n");
  EXPECT_EQ(leads.object, ObjectKind::kLead);
  const FileGuess deals = guess(
      "Id,Name,AccountId,StageName,Amount,CloseDate,Probability,Owner.Email\n"
      "0065g00000ABCDEAAA,Renewal,0015g00000ABCDEAAA,Won,1.0,2026-11-26,50,a@b.nl\n");
  EXPECT_EQ(deals.object, ObjectKind::kOpportunity);
  EXPECT_EQ(read_columns(deals),
            "Id>external_id Name>name AccountId>account StageName>stage Amount>amount "
            "CloseDate>close_date Probability>probability Owner.Email>owner");
  // Without ids the columns decide.
  EXPECT_EQ(guess("Name,AccountId,StageName,CloseDate\nA,B,C,2026-01-01\n").object,
            ObjectKind::kOpportunity);
}

TEST(FileGuess, OfTasksTellsByIdsWhatTheyAreAbout) {
  const FileGuess mixed = guess(
      "Id,Subject,ActivityDate,WhoId,WhatId\n"
      "00T5g00000ABCDEAAA,Call,2026-11-26,0035g00000ABCDEAAA,0065g00000ABCDEAAA\n"
      "00T5g00000ABCDFAAA,Call,2026-11-26,00Q5g00000ABCDEAAA,\n");
  EXPECT_EQ(mixed.object, ObjectKind::kTask);
  EXPECT_EQ(
      read_columns(mixed),
      "Id>external_id Subject>subject ActivityDate>due WhoId>contact|lead WhatId>opportunity");
  const FileGuess events = guess(
      "Id,Subject,StartDateTime,DurationInMinutes,EventSubtype,WhoId\n"
      "00U5g00000ABCDEAAA,Visit,2026-11-26T09:30:00.000Z,60,Event,0035g00000ABCDEAAA\n");
  EXPECT_EQ(events.object, ObjectKind::kActivity);
  EXPECT_EQ(read_columns(events),
            "Id>external_id Subject>subject StartDateTime>happened_at "
            "DurationInMinutes>minutes EventSubtype>kind WhoId>contact");
}

TEST(FileGuess, OfHubspot) {
  const FileGuess companies = guess(
      "Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Industry\n"
      "123,Acme,An,2026-01-01 10:00,+31301234567,Utrecht,Netherlands,RETAIL\n");
  EXPECT_EQ(companies.source, ImportSource::kHubspot);
  EXPECT_EQ(companies.object, ObjectKind::kAccount);
  EXPECT_EQ(read_columns(companies),
            "Record ID>external_id Company name>name Phone Number>phone City>city "
            "Country/Region>country Industry>industry");
  const FileGuess contacts = guess(
      "Record ID,First Name,Last Name,Email,Associated Company IDs\n1,An,Jansen,a@b.nl,123\n");
  EXPECT_EQ(contacts.object, ObjectKind::kContact);
  EXPECT_EQ(read_columns(contacts),
            "Record ID>external_id First Name>first_name Last Name>last_name Email>email "
            "Associated Company IDs>account");
  const FileGuess deals = guess(
      "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company IDs,Deal "
      "probability\n"
      "1,Renewal,Won,2026-01-01 10:00,An,12,123,0.2\n");
  EXPECT_EQ(deals.object, ObjectKind::kOpportunity);
  EXPECT_EQ(read_columns(deals),
            "Record ID>external_id Deal Name>name Deal Stage>stage Close Date>close_date Deal "
            "owner>owner "
            "Amount>amount Associated Company IDs>account");
}

TEST(FileGuess, OfPeople) {
  const FileGuess accounts = guess(
      "Klantnummer;Naam;Omzet (EUR);Postcode;Plaats;Land;Aantal medewerkers;Budget "
      "holder;Schoenmaat\n"
      "7;Acme;1.234,50;3511 AB;Utrecht;NL;12;CFO;43\n");
  EXPECT_EQ(accounts.source, ImportSource::kNone);
  EXPECT_EQ(accounts.object, ObjectKind::kAccount);
  EXPECT_EQ(read_columns(accounts),
            "Klantnummer>external_id Naam>name Omzet (EUR)>annual_revenue Postcode>postal_code "
            "Plaats>city "
            "Land>country Aantal medewerkers>employees Budget holder>custom.holder");
  EXPECT_EQ(accounts.columns[7].sentence, "Your own field \"Budget holder\" is called so");
  EXPECT_EQ(accounts.columns[8].why, GuessWhy::kUnknown);
  EXPECT_EQ(guess("Voornaam;Achternaam;E-mail;Bedrijf\nAn;Jansen;a@b.nl;Acme\n").object,
            ObjectKind::kContact);
  EXPECT_EQ(guess("Bedrijf;Bron;Status\nAcme;Beurs;Nieuw\n", {}, "leads.csv").object,
            ObjectKind::kLead);
  EXPECT_EQ(guess("Factuurnummer;Klantnummer;Factuurdatum;Bedrag\n1;7;1-1-2026;12,50\n").object,
            ObjectKind::kOrder);
  EXPECT_FALSE(guess("foo;bar\n1;2\n").object);
}

TEST(FileGuess, OfValuesWhereTheHeaderSaysNothing) {
  const FileGuess contacts =
      guess("naam,k1,k2,k3,k4\nJansen,an@example.com,+31 6 12345678,,0015g00000ABCDEAAA\n",
            ObjectKind::kContact);
  EXPECT_EQ(read_columns(contacts), "naam>last_name k1>email k2>phone k4>account");
  EXPECT_EQ(contacts.columns[1].why, GuessWhy::kValues);
  const FileGuess accounts = guess("naam,k1,k2\nAcme,www.acme.nl,NL\n", ObjectKind::kAccount);
  EXPECT_EQ(read_columns(accounts), "naam>name k1>website k2>country");
  const FileGuess orders = guess("nummer,k1\n1,26-11-2026\n", ObjectKind::kOrder);
  EXPECT_EQ(read_columns(orders), "nummer>number k1>day");
}

TEST(FileGuess, GivesAFieldToTheBetterColumn) {
  const FileGuess file = guess("Bedrijf,Name,Naam,Valuta\nA,B,C,EUR\n", ObjectKind::kAccount);
  EXPECT_EQ(read_columns(file), "Name>name Valuta>annual_revenue.currency");
  EXPECT_EQ(file.columns[0].why, GuessWhy::kTaken);
  EXPECT_EQ(file.columns[2].sentence, "Another column fits name better");
}

TEST(FileGuess, KnowsAnExportOfOurOwn) {
  const std::string id = RecordId{.kind = ObjectKind::kAccount, .uuid = {{1}}}.text();
  const FileGuess file =
      guess("id,external_id,name,annual_revenue,annual_revenue_currency,custom.holder\n" + id +
            ",7,Acme,1.00,EUR,CFO\n");
  EXPECT_EQ(file.object, ObjectKind::kAccount);
  EXPECT_EQ(read_columns(file),
            "id>id external_id>external_id name>name annual_revenue>annual_revenue "
            "annual_revenue_currency>annual_revenue.currency custom.holder>custom.holder");
}

TEST(FileGuess, LeavesAChoiceOfWhoseWordsTheColumnHasNone) {
  EXPECT_EQ(read_columns(guess("Name,Type\nMercy,GENERAL ACUTE CARE\nHope,CHILDREN\n",
                               ObjectKind::kAccount)),
            "Name>name");
  EXPECT_EQ(read_columns(guess("Name,Type\nAcme,Customer\nBolt,CHILDREN\n", ObjectKind::kAccount)),
            "Name>name Type>kind");
}

TEST(FileGuess, NeverReadsTwoColumnsAsOneField) {
  const std::vector<std::string> words = {
      "Naam",      "Name",  "Bedrijf",   "Id",        "Klantnummer", "Email",
      "Land",      "Datum", "Bedrag",    "Valuta",    "Type",        "Status",
      "AccountId", "WhoId", "Record ID", "Deal Name", "x",           ""};
  Rng rng(3);
  for (int round = 0; round < 300; ++round) {
    std::string header;
    std::set<std::string> used;
    const auto count = 1 + rng.below(8);
    for (std::uint64_t c = 0; c < count; ++c) {
      const std::string& word = words[static_cast<std::size_t>(rng.below(words.size()))];
      if (used.insert(word).second) header += (header.empty() ? "" : ",") + word;
    }
    if (header.empty()) continue;
    const FileGuess file = guess(header + "\n");
    std::set<std::string> targets;
    for (const ColumnGuess& column : file.columns) {
      EXPECT_TRUE(column.target.empty() || targets.insert(column.target).second) << header;
      EXPECT_FALSE(column.sentence.empty());
    }
  }
}

}  // namespace
}  // namespace bailiwick::crm
