// http_bench bare|server|streams ...: the programs that tests/bench/http/run.py measures.
//
//   bare THREADS            a Boost.Beast server that does nothing but answer; prints its port, ends with its input
//   server THREADS          the same answer through platform/http, signed in; also /api/events and /api/broadcast
//   streams PORT COUNT      opens COUNT event streams, asks for ROUNDS broadcasts, prints the seconds of each
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
  if (what == "server") return bailiwick::bench::run_server(static_cast<int>(number(2)));
  if (what == "streams")
    return bailiwick::bench::run_streams(static_cast<unsigned short>(number(2)),
                                         static_cast<int>(number(3)));
  std::fputs("http_bench bare|server THREADS, or streams PORT COUNT\n", stderr);
  return 2;
}
