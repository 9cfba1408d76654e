// Goal: pieces go to the file or to standard output, and a file that cannot be written is told. Whom --as names is tested with the commands.
#include "main/on_behalf.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

TEST(OnBehalf, PiecesAreWrittenWhereTheyAreWanted) {
  const testing::DatabaseFolder folder;
  std::ostringstream out;
  std::ostringstream err;
  const platform::command::Console console{.out = out, .err = err, .progress = {}, .listen = {}};
  const auto write = [&](const std::string& path) {
    int left = 2;
    return write_pieces(
        [&left](std::string& piece) {
          piece = "piece;";
          return left-- > 0;
        },
        path, console);
  };
  ASSERT_TRUE(write(""));
  EXPECT_EQ(out.str(), "piece;piece;");
  ASSERT_TRUE(write(folder.file("out.csv")));
  EXPECT_EQ(folder.read("out.csv"), "piece;piece;");
  const auto refused = write(folder.file("none/out.csv"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "X062");
}

}  // namespace
}  // namespace bailiwick
