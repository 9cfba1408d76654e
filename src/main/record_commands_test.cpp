// Goal: files are rehearsed, brought in and written out at the command line, on behalf of somebody and with their rights.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;
using testing::command_said;

class RecordCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("BAILIWICK_PASSWORD", "territory-map-42-green", 1);
    ASSERT_EQ(
        said({"user", "add", "kim@example.com", "--name", "Kim", "--company", "Example"}).code, 0);
    folder_.write("klanten.csv",
                  "Naam;Omzet;Onbekend;Klantnr\nAcme;1.234,50;x;A1\nBolt;12x;y;A2\n");
  }
  void TearDown() override { unsetenv("BAILIWICK_PASSWORD"); }
  testing::CommandSaid said(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder_.file("data")});
    return command_said(words);
  }
  testing::CommandSaid bring_in(const std::vector<std::string>& more) {
    std::vector<std::string> words = {"import",         folder_.file("klanten.csv"),
                                      "--as",           "kim@example.com",
                                      "--object",       "accounts",
                                      "--map",          "Omzet=annual_revenue",
                                      "--map",          "Klantnr=external_id",
                                      "--currency",     "EUR",
                                      "--decimal-mark", ","};
    words.insert(words.end(), more.begin(), more.end());
    return said(words);
  }
  testing::DatabaseFolder folder_;
};

TEST_F(RecordCommands, AFileIsRehearsedThenItsGoodRowsComeIn) {
  const auto rehearsed = bring_in({"--check"});
  EXPECT_EQ(rehearsed.code, 3) << rehearsed.err;
  EXPECT_NE(rehearsed.out.find("line 3, Omzet \"12x\""), std::string::npos) << rehearsed.out;
  EXPECT_NE(rehearsed.out.find("Would be: 1 added, 0 changed, 0 unchanged, 1 rejected"),
            std::string::npos)
      << rehearsed.out;
  const auto all = bring_in({"--json"});
  EXPECT_EQ(json::parse(all.out).at("added"), 0) << "all or none: " << all.out;
  const auto good = bring_in({"--good-rows", "--json", "--rejects", folder_.file("bad.csv")});
  EXPECT_EQ(json::parse(good.out).at("added"), 1) << good.out;
  EXPECT_NE(folder_.read("bad.csv").find("Bolt,12x"), std::string::npos);
  const auto again = bring_in({"--good-rows", "--json"});
  EXPECT_EQ(json::parse(again.out).at("unchanged"), 1) << again.out;
}

TEST_F(RecordCommands, AWrongValueIsLeftOutAndListed) {
  const auto all = bring_in({"--wrong-values", "leave_out", "--left-out", folder_.file("out.csv")});
  EXPECT_EQ(all.code, 0) << all.err;
  EXPECT_NE(all.out.find("2 added, 0 changed"), std::string::npos) << all.out;
  EXPECT_NE(all.out.find("1 value left out"), std::string::npos) << all.out;
  EXPECT_NE(folder_.read("out.csv").find("3,Omzet,annual_revenue,12x,"), std::string::npos);
  EXPECT_EQ(bring_in({"--wrong-values", "perhaps"}).code, 3);
}

TEST_F(RecordCommands, ExportsOfHubspotComeInThoughTheirOwnersAndCurrencyAreNotKnown) {
  const auto bring = [&](const std::string& file, const std::string& rows) {
    folder_.write(file, rows);
    const auto come = said({"import", folder_.file(file), "--as", "kim@example.com", "--json"});
    EXPECT_EQ(come.code, 0) << come.out << come.err;
    return json::parse(come.out);
  };
  const json companies = bring("companies.csv",
                               "Record ID,Company name,Number of Employees,Annual Revenue\n"
                               "901,Acme,51-200,1500000\n902,Bolt,10000+,$5M\n");
  EXPECT_EQ(companies.at("added"), 2);
  EXPECT_EQ(companies.at("left_out"), 0);
  const json deals = bring("deals.csv",
                           "Record ID,Deal Name,Deal Stage,Deal owner,Amount,Close Date,"
                           "Associated Company\n77,Supply,Closed won (Sales Pipeline),Jo Nobody,"
                           "\"1,200.50\",2026-03-01 10:00,Acme\n");
  EXPECT_EQ(deals.at("added"), 1);
  EXPECT_EQ(deals.at("left_out"), 1);
  EXPECT_EQ(deals.at("problems").at(0).at("rule"), "K042");
  const auto owners = said({"export", "opportunities", "--as", "kim@example.com"});
  EXPECT_NE(owners.out.find("Supply"), std::string::npos) << owners.out;
  EXPECT_EQ(owners.out.find("person_"), std::string::npos)
      << "what belongs to somebody else does not belong to whoever imports it: " << owners.out;
  const auto exported = said({"export", "accounts", "--as", "kim@example.com"});
  EXPECT_NE(exported.out.find("5000000"), std::string::npos) << exported.out;
}

TEST_F(RecordCommands, StagesAreToldWhatTheyMeanAndWhatRowsLackIsStoodInFor) {
  const auto bring = [&](const std::string& file, const std::string& rows,
                         std::vector<std::string> more) {
    folder_.write(file, rows);
    more.insert(more.begin(), {"import", folder_.file(file), "--as", "kim@example.com"});
    return said(more);
  };
  ASSERT_EQ(bring("companies.csv", "Record ID,Company name\n901,Acme\n", {}).code, 0);
  const std::string deals =
      "Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Associated Company\n"
      "77,Supply,Discovery,Sales Pipeline,12/31/24,Acme\n78,Loose,Closed won,Sales Pipeline,,\n";
  const auto checked = bring("deals.csv", deals, {"--check"});
  EXPECT_NE(checked.out.find("--meaning \"stage:Discovery (Sales Pipeline)=...\""),
            std::string::npos)
      << checked.out;
  EXPECT_NE(checked.out.find("1 date, \"12/31/24\", has a year of two digits"), std::string::npos);
  EXPECT_NE(checked.out.find("every opportunity here belongs to one"), std::string::npos);
  const auto told =
      bring("deals.csv", deals,
            {"--meaning", "stage:Discovery=Proposal", "--default", "account=Acme", "--json"});
  EXPECT_EQ(json::parse(told.out).at("added"), 2) << told.out << told.err;
  const auto exported = said({"export", "opportunities", "--as", "kim@example.com"});
  EXPECT_NE(exported.out.find("standard.proposal"), std::string::npos) << exported.out;
  EXPECT_NE(exported.out.find("2024-12-31"), std::string::npos) << exported.out;
  EXPECT_NE(bring("deals.csv", deals, {"--meaning", "stage"}).err.find("X059"), std::string::npos);
  EXPECT_NE(bring("deals.csv", deals, {"--meaning", "stage:x=nowhere"}).err.find("K068"),
            std::string::npos);

  const std::string people =
      "Record ID,First Name,Last Name,Email,Company name\n1,Jan,,jan@acme.example,Acme\n"
      "2,,,info@acme.example,Acme\n";
  const auto come = bring("contacts.csv", people, {"--object", "contacts"});
  EXPECT_EQ(come.code, 0) << come.out << come.err;
  EXPECT_NE(come.out.find("1 record without last_name, for which email stands."), std::string::npos)
      << come.out;
  const auto again = bring("contacts.csv", people, {"--object", "contacts", "--json"});
  EXPECT_EQ(json::parse(again.out).at("unchanged"), 2) << again.out;
}

TEST_F(RecordCommands, InvoicesAreKnownByTheirHeadersAndSalesforcesIdsByEitherForm) {
  const auto bring = [&](const std::string& file, const std::string& rows) {
    folder_.write(file, rows);
    const auto come = said({"import", folder_.file(file), "--as", "kim@example.com", "--json"});
    EXPECT_EQ(come.code, 0) << come.out << come.err;
    return json::parse(come.out);
  };
  EXPECT_EQ(bring("sf.csv", "Id,Name,BillingCity\n001A0000006Vm9uIAC,Acme,Utrecht\n").at("added"),
            1);
  EXPECT_EQ(bring("sf.csv", "Id,Name,BillingCity\n001A0000006Vm9u,Acme,Utrecht\n").at("unchanged"),
            1);
  EXPECT_EQ(bring("people.csv",
                  "Id,LastName,FirstName,AccountId\n0035g00000ABCDE,Bos,An,001A0000006Vm9u\n")
                .at("added"),
            1);
  EXPECT_EQ(bring("x.csv", "Invoice Number,Customer,InvoiceDate,Amount\n9,Acme,2026-01-05,12\n")
                .at("added"),
            1);
  EXPECT_NE(said({"export", "orders", "--as", "kim@example.com"}).out.find("invoice"),
            std::string::npos);
}

TEST_F(RecordCommands, WhatIsExportedIsBroughtInUnchanged) {
  ASSERT_EQ(json::parse(bring_in({"--good-rows", "--json"}).out).at("added"), 1);
  const auto exported = said({"export", "accounts", "--as", "kim@example.com"});
  ASSERT_EQ(exported.code, 0) << exported.err;
  EXPECT_NE(exported.out.find("A1,Acme"), std::string::npos) << exported.out;
  folder_.write("accounts.csv", exported.out);
  const auto back =
      said({"import", folder_.file("accounts.csv"), "--as", "kim@example.com", "--json"});
  EXPECT_EQ(back.code, 0) << back.out << back.err;
  EXPECT_EQ(json::parse(back.out).at("unchanged"), 1) << back.out;
  EXPECT_EQ(said({"export", "accounts", "--as", "kim@example.com", "--words", "nobody", "--out",
                  folder_.file("none.csv")})
                .code,
            0);
  EXPECT_EQ(folder_.read("none.csv").find("Acme"), std::string::npos);
}

TEST_F(RecordCommands, AFileThatIsMostOfTheAccountsIsFoundAndSortedAsAnyOther) {
  ASSERT_EQ(json::parse(bring_in({"--good-rows", "--json"}).out).at("added"), 1);
  constexpr int kRows = 20'500;  // more than platform::db::kIndexesLaterRows
  const auto file = [&](std::string_view last) {
    std::string rows = "external_id,name,industry\n";
    for (int row = 1; row < kRows; ++row)
      rows += "L" + std::to_string(row) + ",Orchard " + std::to_string(row * 7'919 % 100'003) +
              ",Food\n";
    return rows.append(last);
  };
  const auto bring = [&] {
    return json::parse(said({"import", folder_.file("many.csv"), "--as", "kim@example.com",
                             "--object", "accounts", "--json"})
                           .out);
  };
  folder_.write("many.csv", file("L20500,,Food\n"));
  EXPECT_EQ(bring().at("added"), 0) << "all or none";
  folder_.write("many.csv", file("L20500,Zebra orchard,Food\n"));
  EXPECT_EQ(bring().at("added"), kRows);
  EXPECT_EQ(bring().at("unchanged"), kRows);
  const auto found =
      said({"export", "accounts", "--as", "kim@example.com", "--words", "orchard zebra"});
  EXPECT_NE(found.out.find("L20500,Zebra orchard"), std::string::npos) << found.out;
  EXPECT_EQ(found.out.find("Acme"), std::string::npos);
  EXPECT_NE(said({"export", "accounts", "--as", "kim@example.com", "--words", "acme"})
                .out.find("A1,Acme"),
            std::string::npos);
}

TEST_F(RecordCommands, TerritoriesAndWhoHadThemComeInFromFilesWithoutHeaders) {
  const auto bring = [&](const std::string& file, std::vector<std::string> more) {
    more.insert(more.begin(), {"import", folder_.file(file), "--as", "kim@example.com"});
    return said(more);
  };
  folder_.write("tree.csv", "10;North;\n11;Fjord;10\n12;Coast;North\n");
  const std::vector<std::string> tree = {
      "--object", "territories",   "--json", "--map",          "Column 1=external_id",
      "--map",    "Column 2=name", "--map",  "Column 3=parent"};
  const auto made = bring("tree.csv", tree);
  EXPECT_EQ(json::parse(made.out).at("added"), 3) << made.out << made.err;
  EXPECT_EQ(json::parse(bring("tree.csv", tree).out).at("unchanged"), 3);

  folder_.write("history.csv",
                "1\t275\t10\t2011-05-31 00:00:00\t2012-11-29 00:00:00\n"
                "2\t276\tFjord\t2011-05-31 00:00:00\t\n"
                "3\t277\t10\t2012-11-01 00:00:00\t\n"
                "4\t278\tNowhere\t2012-11-01 00:00:00\t\n"
                "5\t278\t12\t2012-02-30 00:00:00\t\n"
                "6\t278\t12\t2012-11-01 00:00:00\t2012-10-31 00:00:00\n");
  std::vector<std::string> history = {
      "--object", "territory_assignments", "--no-header", "--json",
      "--map",    "Column 1=external_id",  "--map",       "Column 2=position",
      "--map",    "Column 3=territory",    "--map",       "Column 4=from",
      "--map",    "Column 5=until"};
  history.push_back("--check");
  for (int time = 0; time < 2; ++time) {
    const json checked = json::parse(bring("history.csv", history).out);
    EXPECT_EQ(checked.at("added"), 2) << "a rehearsal leaves nothing: " << checked.dump(1);
    std::string problems;
    for (const json& problem : checked.at("problems"))
      problems += problem.at("line").dump() + " " + problem.at("field").get<std::string>() + " " +
                  problem.at("rule").get<std::string>() + "; ";
    EXPECT_EQ(problems, "3 territory K063; 4 territory K042; 5 from K035; 6 until K062; ");
  }
  history.back() = "--good-rows";
  EXPECT_EQ(json::parse(bring("history.csv", history).out).at("added"), 2);
  EXPECT_EQ(json::parse(bring("history.csv", history).out).at("unchanged"), 2);

  folder_.write("circle.csv", "20;A;21\n21;B;20\n22;a;\n");
  const json circle = json::parse(bring("circle.csv", tree).out);
  EXPECT_EQ(circle.at("added"), 0);
  EXPECT_EQ(circle.at("problems").at(0).at("rule"), "K045") << circle.dump(1);
  EXPECT_EQ(circle.at("problems").at(2).at("rule"), "K061") << circle.dump(1);

  for (const std::string object : {"territories", "assignments"}) {
    const auto exported = said({"export", object, "--as", "kim@example.com"});
    ASSERT_EQ(exported.code, 0) << exported.err;
    folder_.write(object + ".csv", exported.out);
    const json back = json::parse(bring(object + ".csv", {"--json"}).out);
    EXPECT_EQ(back.at("rejected"), 0) << back.dump(1);
    EXPECT_EQ(back.at("added").get<int>() + back.at("updated").get<int>(), 0) << back.dump(1);
    EXPECT_GT(back.at("unchanged"), 0);
  }
  const std::string all = folder_.file("all");
  EXPECT_EQ(said({"export", "all", "--as", "kim@example.com", "--out", all}).code, 0);
  for (const char* name : {"accounts", "opportunities", "territories", "territory_assignments"})
    EXPECT_FALSE(folder_.read("all/" + std::string(name) + ".csv").empty()) << name;
  EXPECT_NE(said({"export", "all", "--as", "kim@example.com"}).err.find("X075"), std::string::npos);

  EXPECT_NE(bring("tree.csv", {"--header", "--no-header"}).err.find("X072"), std::string::npos);
  EXPECT_NE(bring("tree.csv", {"--object", "territories", "--default", "from"}).err.find("X059"),
            std::string::npos);
  const auto headed =
      bring("tree.csv", {"--object", "territories", "--header", "--map", "North=name", "--check"});
  EXPECT_NE(headed.out.find("2 unchanged"), std::string::npos)
      << "North is a column's name: " << headed.out << headed.err;
}

TEST_F(RecordCommands, WhatIsWrongIsSaid) {
  EXPECT_NE(said({"import", folder_.file("klanten.csv")}).err.find("X050"), std::string::npos);
  EXPECT_NE(bring_in({"--map", "Naam"}).err.find("X059"), std::string::npos);
  EXPECT_NE(said({"export", "customers", "--as", "kim@example.com"}).err.find("X058"),
            std::string::npos);
  EXPECT_NE(
      said({"export", "accounts", "--as", "kim@example.com", "--where", "["}).err.find("R011"),
      std::string::npos);
  EXPECT_NE(said({"export", "accounts", "--as", "kim@example.com", "--out",
                  folder_.file("no/such/file.csv")})
                .err.find("X062"),
            std::string::npos);
  ASSERT_EQ(said({"user", "add", "lee@example.com", "--name", "Lee", "--roles", "rep"}).code, 0);
  EXPECT_NE(said({"export", "accounts", "--as", "lee@example.com"}).err.find("X057"),
            std::string::npos);
  const auto missing = said({"import", folder_.file("nothing.csv"), "--as", "kim@example.com"});
  EXPECT_NE(missing.code, 0);
  EXPECT_NE(missing.err.find("nothing.csv"), std::string::npos) << missing.err;
}

}  // namespace
}  // namespace bailiwick
