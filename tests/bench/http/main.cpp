// http_bench bare|streams ...: the programs that tests/bench/http/run.py measures.
//
//   bare THREADS            a Boost.Beast server that does nothing but answer; prints its port, ends with its input
//   streams PORT COUNT TOKEN  opens COUNT event streams of a person, invites somebody a few times, and prints how many seconds it took each
//                             time until the last stream had heard of it
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/bench/http/programs.hpp"

int main(int count, char** words) {
  const auto number = [&](int index) {
    return index < count ? std::strtol(words[index], nullptr, 10) : 0L;
  };
  const std::string_view what = count > 1 ? words[1] : "";
  if (what == "bare") return bailiwick::bench::run_bare(static_cast<int>(number(2)));
  if (what == "streams" && count > 4)
    return bailiwick::bench::run_streams(static_cast<unsigned short>(number(2)),
                                         static_cast<int>(number(3)), words[4]);
  std::fputs("http_bench bare THREADS, or streams PORT COUNT TOKEN\n", stderr);
  return 2;
}
