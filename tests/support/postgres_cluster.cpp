#include "tests/support/postgres_cluster.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>

extern char** environ;

namespace bailiwick::testing {
namespace {

const std::filesystem::path kPrograms = "/usr/lib/postgresql/15/bin";
constexpr const char* kUser = "postgres";

bool is_root() { return ::geteuid() == 0; }

// A port that nobody listens on at this moment.
int free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool is_bound =
      ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
      ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(descriptor);
  return is_bound ? ntohs(address.sin_port) : 0;
}

// Runs a program to its end; its output goes to a log in `folder`. True when it succeeds.
bool run_program(std::vector<std::string> words, const std::filesystem::path& folder) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  const std::string log = (folder / "output.log").string();
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  ::posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t child = 0;
  const int spawned =
      ::posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  int status = -1;
  return spawned == 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

}  // namespace

std::optional<std::string> PostgresCluster::why_not() {
  std::error_code ignored;
  if (!std::filesystem::exists(kPrograms / "initdb", ignored))
    return "skipped: PostgreSQL 15 is not installed";
  if (is_root() && ::getpwnam(kUser) == nullptr)
    return "skipped: as root, and there is no user postgres";
  return std::nullopt;
}

PostgresCluster& PostgresCluster::shared() {
  static PostgresCluster cluster;
  return cluster;
}

PostgresCluster::PostgresCluster() {
  std::string pattern = (std::filesystem::temp_directory_path() / "bailiwick-pg-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  if (is_root()) {
    const passwd* user = ::getpwnam(kUser);
    if (user == nullptr || ::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) {
      fault_ = "the temporary folder cannot be given to the user postgres";
      return;
    }
  }
  const std::string data = (folder_ / "data").string();
  if (!run({"initdb", "-D", data, "-U", kUser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            "-N"})) {
    fault_ = "initdb fails";
    return;
  }
  port_ = free_port();
  // Kills of the server are tried on purpose, so nothing is left out but what only a power failure would show.
  std::ofstream(folder_ / "data" / "postgresql.conf", std::ios::app)
      << "listen_addresses = '127.0.0.1'\nport = " << port_ << "\nunix_socket_directories = ''\n"
      << "fsync = off\nmax_connections = 200\nshared_buffers = 32MB\nlog_min_messages = error\n"
      << "max_prepared_transactions = 10\n";
  if (!start()) fault_ = "the server does not start";
}

PostgresCluster::~PostgresCluster() {
  if (is_running_) stop(true);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

bool PostgresCluster::run(const std::vector<std::string>& words) const {
  std::vector<std::string> whole = words;
  whole.front() = (kPrograms / whole.front()).string();
  if (is_root()) whole.insert(whole.begin(), {"/usr/sbin/runuser", "-u", kUser, "--"});
  return run_program(std::move(whole), folder_);
}

bool PostgresCluster::start() {
  is_running_ = run({"pg_ctl", "-D", (folder_ / "data").string(), "-w", "-t", "60", "-l",
                     (folder_ / "server.log").string(), "start"});
  return is_running_;
}

void PostgresCluster::stop(bool is_crash) {
  run({"pg_ctl", "-D", (folder_ / "data").string(), "-w", "-m", is_crash ? "immediate" : "fast",
       "stop"});
  is_running_ = false;
}

std::string PostgresCluster::make_database(const std::string& like) {
  const std::string name = "test" + std::to_string(++databases_);
  const std::string model = like.empty() ? "template1" : like.substr(like.rfind('/') + 1);
  if (!run_program({(kPrograms / "createdb").string(), "-h", "127.0.0.1", "-p",
                    std::to_string(port_), "-U", kUser, "-S", "file_copy", "-T", model, name},
                   folder_))
    fault_ = "createdb fails";
  return uri(name);
}

std::string PostgresCluster::uri(const std::string& database) const {
  return "postgresql://" + std::string(kUser) + "@127.0.0.1:" + std::to_string(port_) + "/" +
         database;
}

}  // namespace bailiwick::testing
