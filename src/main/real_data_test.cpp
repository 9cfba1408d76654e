// Goal: files of the world come in as they are. Method: the hospitals of the United States, with copies planted among them as another system would have them, and the
// postal codes of the Netherlands with numbers joined to them, through the command line; skipped where the files are not there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "main/application.hpp"
#include "main/operator.hpp"
#include "platform/files/csv.hpp"
#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/shared.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;

class RealData : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("BAILIWICK_PASSWORD", "territory-map-42-green", 1);
    ASSERT_EQ(
        said({"user", "add", "kim@example.com", "--name", "Kim", "--company", "Example"}).code, 0);
  }
  void TearDown() override { unsetenv("BAILIWICK_PASSWORD"); }

  testing::CommandSaid said(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder_.file("data")});
    return testing::command_said(words);
  }
  testing::CommandSaid as_kim(std::vector<std::string> words) {
    words.insert(words.end(), {"--as", "kim@example.com"});
    return said(words);
  }
  json imported(const std::string& file, std::vector<std::string> more = {}) {
    std::vector<std::string> words = {"import", file, "--object", "accounts", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const auto made = as_kim(words);
    const json answer = json::parse(made.out, nullptr, false);
    EXPECT_TRUE(answer.is_object()) << made.out << made.err;
    return answer;
  }

  testing::DatabaseFolder folder_;
};

platform::files::Csv table_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const auto text = platform::files::text_from_bytes(file.filename().string(), bytes);
  EXPECT_TRUE(text);
  auto csv = platform::files::parse_csv(*text);
  EXPECT_TRUE(csv);
  return std::move(*csv);
}

std::string csv_cell(std::string_view cell) {
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

// A hospital as somebody else wrote it down: one of five ways.
struct Hospital {
  std::string name, street, city, region, zip, phone;
};
Hospital written_otherwise(Hospital one, std::size_t way) {
  const std::size_t middle = one.name.size() / 2;
  switch (way % 5) {
    case 0:
      one.phone.clear();
      one.name += ", INC.";
      break;
    case 1:
      std::swap(one.name[middle], one.name[middle + 1]);
      break;
    case 2:
      for (char& c : one.name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      one.zip.clear();
      break;
    case 3:
      one.name.erase(middle, 1);
      one.phone = "+1 " + one.phone;
      break;
    default:
      one.street = "PO BOX " + one.zip;
      break;
  }
  return one;
}

TEST_F(RealData, TheHospitalsComeInAndThoseThatAreThereTwiceAreFound) {
  BAILIWICK_NEEDS_SHARED(shared);
  const std::filesystem::path file = shared / "data/us_hospitals.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: no ../shared";
  // Web addresses with a blank within are left out; two names with control characters are rejected.
  const json all = imported(file.string(), {"--good-rows", "--wrong-values", "leave_out"});
  EXPECT_EQ(all.at("added").get<int>() + all.at("rejected").get<int>(), 7'581);
  EXPECT_LE(all.at("rejected").get<int>(), 2) << all.at("problems").dump(1).substr(0, 2'000);
  EXPECT_GT(all.at("left_out").get<int>(), 0);

  const platform::files::Csv csv = table_of(file);
  const platform::files::Table& table = csv.table;
  const auto cell = [&](std::size_t row, const char* column) {
    return std::string(table.field(row, *table.find(column)));
  };
  std::string planted = "external_id,name,street,city,region,postal_code,phone,country\n";
  std::size_t count = 0;
  for (std::size_t row = 7; row < table.row_count(); row += 40) {
    const Hospital one =
        written_otherwise({cell(row, "NAME"), cell(row, "ADDRESS"), cell(row, "CITY"),
                           cell(row, "STATE"), cell(row, "ZIP"), cell(row, "TELEPHONE")},
                          count);
    planted += "planted-" + cell(row, "ID");
    for (const std::string& text :
         {one.name, one.street, one.city, one.region, one.zip, one.phone, cell(row, "COUNTRY")})
      planted += "," + csv_cell(text);
    planted += "\n";
    ++count;
  }
  folder_.write("planted.csv", planted);
  ASSERT_EQ(imported(folder_.file("planted.csv")).at("added"), count);

  platform::config::Config config;
  config.data_folder = folder_.file("data");
  const auto application = Application::open(config, {});
  ASSERT_TRUE(application) << application.error().message;
  const auto kim = person_by_email(**application, "kim@example.com");
  const auto principal = operator_of(kim->tenant);
  const auto external_id = [&](const crm::RecordId& id) {
    return (*application)->crm().records.record(principal, id)->items.front().record.external_id;
  };
  std::set<std::string> found;
  std::size_t wrong = 0;   // of one that was planted and another hospital than its own
  std::size_t theirs = 0;  // that stand in the file itself
  for (std::optional<std::string> after = ""; after;) {
    const auto page =
        (*application)->crm().duplicates.pairs(principal, crm::ObjectKind::kAccount, *after, 500);
    ASSERT_TRUE(page) << page.error().message;
    for (const crm::LikelyPair& pair : page->items) {
      std::string a = external_id(pair.a);
      std::string b = external_id(pair.b);
      if (b.starts_with("planted-")) std::swap(a, b);
      if (a == "planted-" + b)
        found.insert(b);
      else if (a.starts_with("planted-"))
        ++wrong;
      else
        ++theirs;
    }
    after = page->next;
  }
  EXPECT_EQ(found.size(), count) << "each that was planted";
  EXPECT_LT(wrong, count / 5) << wrong;
  // Hospitals on one campus, or of one group, share their telephone, their street and their name's beginning.
  EXPECT_LT(theirs, 7'581U / 10) << theirs;
}

TEST_F(RealData, ThePostalCodesOfTheNetherlandsCarryMeasures) {
  BAILIWICK_NEEDS_SHARED(shared);
  const std::filesystem::path file = shared / "data/nl_postcodes_pc4.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: no ../shared";
  const auto added =
      as_kim({"layer", "add", file.string(), "--name", "PC4", "--country", "NL", "--cells"});
  ASSERT_EQ(added.code, 0) << added.err;
  EXPECT_NE(added.out.find("4699 units"), std::string::npos) << added.out;
  const platform::files::Csv csv = table_of(file);
  const std::size_t code = *csv.table.find("postcode");
  std::string numbers = "postcode;Huishoudens;Inkomen\n";
  std::int64_t sum = 0;
  for (std::size_t row = 0; row < csv.table.row_count(); ++row) {
    const std::string pc4(csv.table.field(row, code));
    const std::int64_t households = 100 + std::stoll(pc4) % 977;
    sum += households;
    numbers +=
        pc4 + ";" + std::to_string(households) + ";" + std::to_string(households % 40) + ",5\n";
  }
  folder_.write("huishoudens.csv", numbers);
  const auto joined = as_kim({"layer", "join", "PC4", folder_.file("huishoudens.csv"), "--json"});
  ASSERT_EQ(joined.code, 0) << joined.err;
  const json report = json::parse(joined.out);
  EXPECT_EQ(report.at("matched"), 4'699);
  EXPECT_EQ(report.at("without"), 0);
  ASSERT_EQ(report.at("measures").size(), 2U);
  const auto exported = as_kim({"layer", "export", "PC4", "--out", folder_.file("out.csv")});
  ASSERT_EQ(exported.code, 0) << exported.err;
  const platform::files::Csv back = table_of(folder_.file("out.csv"));
  const auto households = back.table.find("huishoudens");
  ASSERT_TRUE(households) << folder_.read("out.csv").substr(0, 200);
  std::int64_t total = 0;
  for (std::size_t row = 0; row < back.table.row_count(); ++row)
    total += std::stoll(std::string(back.table.field(row, *households)));
  EXPECT_EQ(total, sum);
}

}  // namespace
}  // namespace bailiwick
