// Runs a fuzz target without a fuzzer: on every file of its corpus, and on a fixed sequence of mutations of them.
//
// Linked with one x_fuzz.cpp (see cmake/bailiwick_fuzz.cmake). The mutations come from a seed that never changes, so a
// failure can be repeated; the number of them is BAILIWICK_FUZZ_MUTATIONS in the environment, kMutations else.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kMutations = 2000;
constexpr std::size_t kBytesMax = 1 << 16;

// SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195). Its own, to lean on nothing that is under test.
class Sequence {
 public:
  std::size_t below(std::size_t limit) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<std::size_t>((z ^ (z >> 31)) % limit);
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(below(256)); }

 private:
  std::uint64_t state_ = 20240229;
};

std::vector<Bytes> read_corpus() {
  std::vector<std::filesystem::path> paths;
  if (std::filesystem::is_directory(BAILIWICK_CORPUS)) {
    for (const auto& entry : std::filesystem::directory_iterator(BAILIWICK_CORPUS)) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Bytes> corpus;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return corpus;
}

std::size_t mutation_count() {
  const char* given = std::getenv("BAILIWICK_FUZZ_MUTATIONS");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : kMutations;
}

// One small change in place: flip, insert, erase, truncate, repeat a stretch, or put a character that parsers mind.
void mutate(Bytes& bytes, Sequence& sequence) {
  static constexpr std::uint8_t kMinded[] = {'"',  ',',  ';',  '{',  '}',  '[',  ']',  ':',
                                             '\\', '\n', '\r', '\0', '-',  '+',  '.',  'e',
                                             '9',  '0',  ' ',  '\t', 0xEF, 0xBB, 0xC0, 0xFF};
  const std::size_t at = bytes.empty() ? 0 : sequence.below(bytes.size());
  const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
  switch (bytes.empty() ? 1 : sequence.below(6)) {
    case 0:
      bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1U << sequence.below(8)));
      return;
    case 1:
      bytes.insert(here, sequence.byte());
      return;
    case 2:
      bytes.erase(here);
      return;
    case 3:
      bytes.erase(here, bytes.end());
      return;
    case 4: {
      const std::size_t length = 1 + sequence.below(std::min<std::size_t>(bytes.size() - at, 64));
      const Bytes stretch(here, here + static_cast<std::ptrdiff_t>(length));
      bytes.insert(here, stretch.begin(), stretch.end());
      return;
    }
    default:
      bytes[at] = kMinded[sequence.below(std::size(kMinded))];
  }
}

TEST(FuzzReplay, every_file_of_the_corpus_is_survived) {
  for (const Bytes& bytes : read_corpus()) LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

TEST(FuzzReplay, a_fixed_sequence_of_mutations_is_survived) {
  std::vector<Bytes> corpus = read_corpus();
  corpus.emplace_back();
  Sequence sequence;
  const std::size_t count = mutation_count();
  for (std::size_t i = 0; i < count; ++i) {
    Bytes bytes = corpus[sequence.below(corpus.size())];
    const std::size_t changes = 1 + sequence.below(8);
    for (std::size_t change = 0; change < changes; ++change) mutate(bytes, sequence);
    bytes.resize(std::min(bytes.size(), kBytesMax));
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }
}

}  // namespace
