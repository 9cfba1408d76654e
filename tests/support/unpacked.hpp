// For tests of workbooks: a part of a zip file, unpacked by Python.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/support/program_output.hpp"

namespace bailiwick::testing {

inline std::optional<std::string> unpacked(std::string_view zip, const std::string& part) {
  const platform::files::testing::ScratchFolder folder;
  return program_output({"python3", "-c",
                         "import sys, zipfile\n"
                         "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
                         folder.write("book.zip", zip).string(), part});
}

}  // namespace bailiwick::testing
