// Goal: a first row of data is told from one of names, in doubt it has names. Method: a table of first rows.
#include "crm/import_head.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

std::vector<ImportSchema> all_schemas() {
  std::vector<ImportSchema> all;
  for (const ObjectSpec& object : import_objects()) all.push_back(import_schema(object.kind));
  return all;
}

TEST(ImportHead, OfDataIsToldFromNames) {
  const struct {
    const char* text;
    bool is_headed;
  } rows[] = {
      {"external_id,name,employees\n1,Acme,7\n", true},
      {"Naam;Omzet;Plaats\nAcme;1;Delft\n", true},
      {"name,2024,2025\nAcme,1,2\n", true},  // columns of years
      {"id,name,1\n1,Acme,7\n", true},       // more names than numbers
      {"Acme,Delft\nBolt,Gouda\n", true},    // in doubt
      {"x,y\n1,2\n", true},
      {"\n\n1,Acme,customer,12\n2,Bolt,partner,3\n", false},
      {"1\t275\t2\t2011-05-31 00:00:00\t\t{8563CE6A-00FF-47D7-BA4D-3C3E1CDEF531}\n", false},
      {"292\tBike Store\t279\t\"<a b=\"\"c\"\">\n</a>\"\tA22517E3-848D-4EBE-B9D9-7437F3432304\n",
       false},
      {"Acme,26-11-2026\n", false},
      {"Acme;\"1.234,50\"\n", false},
      {"", true},
  };
  const auto schemas = all_schemas();
  for (const auto& row : rows)
    EXPECT_EQ(looks_headed(row.text, schemas), row.is_headed) << row.text;
  EXPECT_TRUE(looks_headed("1," + std::string(kFirstRowBytesMax, 'x') + "\n", schemas));
}

TEST(ImportHead, ACellOfDataIsANumberADateOrAGuid) {
  for (const char* cell :
       {"12", "-1.5", "1,5", " 7 ", "2011-05-31", "2014-09-12 11:15:07.497000000",
        "{8563CE6A-00FF-47D7-BA4D-3C3E1CDEF531}", "8563ce6a-00ff-47d7-ba4d-3c3e1cdef531"})
    EXPECT_TRUE(is_data_cell(cell)) << cell;
  for (const char* cell : {"", "2024", "name", "Q1", "8563ce6a-00ff-47d7-ba4d-3c3e1cdef53", "N/A",
                           "8563ce6ax00ff-47d7-ba4d-3c3e1cdef531"})
    EXPECT_FALSE(is_data_cell(cell)) << cell;
}

TEST(ImportHead, ColumnsWithoutNamesAreCalledByTheirPlaces) {
  auto read = [](bool has_header) {
    auto file = files::text_from_bytes("a.csv", "a,b\n1,2\n");
    const auto csv = files::parse_csv(std::move(*file), {.has_header = has_header});
    return column_names(csv->table, has_header);
  };
  EXPECT_EQ(read(false), (std::vector<std::string>{"Column 1", "Column 2"}));
  EXPECT_EQ(read(true), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace bailiwick::crm
