// What main.cpp chooses from. Each runs until its input ends or its work is done, and returns an exit code.
#pragma once

namespace bailiwick::bench {

int run_bare(int threads);
int run_streams(unsigned short port, int count, const char* token);

}  // namespace bailiwick::bench
