// A mail server for tests: takes every mail on a loopback port and keeps it, or refuses as it is told to. No encryption.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "tests/support/local_server.hpp"

namespace bailiwick::tests {

struct SinkMail {
  std::string from;
  std::string to;
  std::string data;  // lines end in "\n", dots unstuffed
};

// What it replies.
struct SinkReplies {
  std::string auth = "235 welcome";
  std::string rcpt = "250 ok";
  std::string end_of_data = "250 kept";
};

class SmtpSink {
 public:
  explicit SmtpSink(SinkReplies replies = {})
      : replies_(std::move(replies)), server_([this](Peer& peer) { serve(peer); }) {}

  [[nodiscard]] int port() const { return server_.port(); }
  [[nodiscard]] std::vector<SinkMail> mails() const {
    const std::lock_guard lock(mutex_);
    return mails_;
  }
  // The last AUTH PLAIN, in base 64.
  [[nodiscard]] std::string credentials() const {
    const std::lock_guard lock(mutex_);
    return credentials_;
  }

 private:
  void serve(Peer& peer) {
    SinkMail mail;
    peer.write("220 sink\r\n");
    for (std::string line = peer.read_line(); peer.is_open(); line = peer.read_line()) {
      if (line.starts_with("EHLO")) {
        peer.write("250-sink\r\n250 AUTH PLAIN\r\n");
      } else if (line.starts_with("AUTH PLAIN")) {
        take_credentials(peer, line);
      } else if (line.starts_with("MAIL FROM:")) {
        mail.from = line.substr(10);
        peer.write("250 ok\r\n");
      } else if (line.starts_with("RCPT TO:")) {
        mail.to = line.substr(8);
        peer.write(replies_.rcpt + "\r\n");
      } else if (line == "DATA") {
        take_data(peer, mail);
      } else if (line == "QUIT") {
        peer.write("221 bye\r\n");
        return;
      } else {
        peer.write("502 not known\r\n");
      }
    }
  }

  void take_credentials(Peer& peer, const std::string& line) {
    std::string credentials = line.size() > 11 ? line.substr(11) : "";
    if (credentials.empty()) {
      peer.write("334 \r\n");
      credentials = peer.read_line();
    }
    {
      const std::lock_guard lock(mutex_);
      credentials_ = credentials;
    }
    peer.write(replies_.auth + "\r\n");
  }

  void take_data(Peer& peer, SinkMail& mail) {
    peer.write("354 go on\r\n");
    mail.data.clear();
    for (std::string line = peer.read_line(); line != "." && peer.is_open();
         line = peer.read_line()) {
      mail.data += (line.starts_with('.') ? line.substr(1) : line) + "\n";
    }
    if (replies_.end_of_data.starts_with('2')) {
      const std::lock_guard lock(mutex_);
      mails_.push_back(mail);
    }
    peer.write(replies_.end_of_data + "\r\n");
  }

  SinkReplies replies_;
  mutable std::mutex mutex_;
  std::vector<SinkMail> mails_;
  std::string credentials_;
  LocalServer server_;
};

}  // namespace bailiwick::tests
