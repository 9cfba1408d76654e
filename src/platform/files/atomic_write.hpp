// Writes files wholly or not at all: a reader, a crash or a full disk never meets half a file.
//
// A file is written under a temporary name in its own folder, flushed to the disk (fsync) and renamed. When anything
// fails the temporary file is removed and what stood there before is untouched. Rules F080 .. F084, all kIo.
#pragma once

#include <filesystem>
#include <future>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::files {

// Writes one file. Its folder must exist.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

// Several files that appear together or not at all.
//   auto output = OutputFolder::open(dir);  output->add("plan.csv", text);  ...  output->commit();
// Until commit() the folder shows nothing new. commit() renames all; where one rename fails, those before it are taken
// back. An OutputFolder that goes without commit() removes what it made, the folder too if it made that. One thread; files are
// flushed beside it, and commit() waits for that.
class OutputFolder {
 public:
  // Makes the folder (and those above it) where it does not exist.
  [[nodiscard]] static Result<OutputFolder> open(const std::filesystem::path& folder);

  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder();

  // Writes `bytes` to a temporary file that commit() will call `name` (a plain file name, each at most once).
  [[nodiscard]] Result<void> add(std::string_view name, std::string_view bytes);
  [[nodiscard]] Result<void> commit();

 private:
  struct Entry {
    std::filesystem::path temporary;
    std::filesystem::path target;
    std::filesystem::path backup;  // where the old file stands during commit; "" if there was none
    std::future<int> flushed;      // 0, or the errno
    bool is_moved = false;         // the old file was moved to the backup, not linked
    bool is_renamed = false;       // the new file stands at the target
  };

  explicit OutputFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void take_back();

  std::filesystem::path folder_;
  std::vector<std::filesystem::path> made_;  // folders that open() made, outermost first
  std::vector<Entry> entries_;
};

}  // namespace bailiwick::platform::files
