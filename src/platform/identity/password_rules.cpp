#include "platform/identity/password_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace bailiwick::platform::identity {
namespace {

// The commonest of published leaks, without digits and marks at their end: those are taken off before comparing.
constexpr std::string_view kCommon[] = {"password",
                                        "passwort",
                                        "wachtwoord",
                                        "welkom",
                                        "welcome",
                                        "qwerty",
                                        "qwertyuiop",
                                        "qwertyuiopasdfghjkl",
                                        "asdfghjkl",
                                        "zxcvbnm",
                                        "azerty",
                                        "letmein",
                                        "letmeinplease",
                                        "iloveyou",
                                        "iloveyouforever",
                                        "administrator",
                                        "admin",
                                        "changeme",
                                        "changemenow",
                                        "passwordpassword",
                                        "mypassword",
                                        "thisismypassword",
                                        "correcthorsebatterystaple",
                                        "trustno",
                                        "dragon",
                                        "monkey",
                                        "football",
                                        "baseball",
                                        "basketball",
                                        "superman",
                                        "batman",
                                        "princess",
                                        "sunshine",
                                        "starwars",
                                        "whatever",
                                        "liverpool",
                                        "manchester",
                                        "amsterdam",
                                        "feyenoord",
                                        "ajaxamsterdam",
                                        "zaq",
                                        "qazwsx",
                                        "qazwsxedc",
                                        "qazwsxedcrfv",
                                        "secret",
                                        "master",
                                        "computer",
                                        "internet",
                                        "michael",
                                        "jennifer",
                                        "charlie",
                                        "summer",
                                        "winter",
                                        "spring",
                                        "autumn",
                                        "zomer",
                                        "lente",
                                        "herfst",
                                        "salesforce",
                                        "bailiwick",
                                        "territory",
                                        "company",
                                        "passphrase",
                                        "unknown",
                                        "nothing",
                                        "abcdefghijkl",
                                        "abcdefghijklmnopqrstuvwxyz",
                                        "login",
                                        "guest",
                                        "default",
                                        "hunter",
                                        "shadow"};

// Runs that a finger makes.
constexpr std::string_view kRuns[] = {"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
                                      "01234567890123456789012345678901234567890",
                                      "98765432109876543210987654321098765432109876543210",
                                      "qwertyuiopasdfghjklzxcvbnm",
                                      "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
                                      "q1w2e3r4t5y6u7i8o9p0",
                                      "qwertyuiop1234567890"};

// What a leading capital, leetspeak and a year at the end do not hide.
std::string root_of(std::string_view password) {
  std::string root = ascii_lower(password);
  while (!root.empty() && (root.back() < 'a' || root.back() > 'z') &&
         static_cast<unsigned char>(root.back()) < 0x80)
    root.pop_back();
  for (char& c : root) {
    if (c == '0') c = 'o';
    if (c == '1' || c == '!') c = 'i';
    if (c == '3') c = 'e';
    if (c == '@' || c == '4') c = 'a';
    if (c == '$' || c == '5') c = 's';
  }
  return root;
}

// One pattern of at most six bytes over and over: "aaaaaaaaaaaa", "abcabcabcabc".
bool is_repetition(std::string_view password) {
  for (std::size_t period = 1; period <= 6 && 2 * period <= password.size(); ++period) {
    bool repeats = true;
    for (std::size_t i = period; i < password.size() && repeats; ++i)
      repeats = password[i] == password[i - period];
    if (repeats) return true;
  }
  return false;
}

bool is_common(std::string_view password) {
  const std::string lower = ascii_lower(password);
  const std::string root = root_of(password);
  const auto in_list = std::find(std::begin(kCommon), std::end(kCommon), root) != std::end(kCommon);
  const auto in_run = std::any_of(std::begin(kRuns), std::end(kRuns), [&](std::string_view run) {
    return run.find(lower) != std::string_view::npos;
  });
  return root.empty() || in_list || in_run || is_repetition(lower);
}

// A name's words and an address's parts of four letters and more, where nothing much is added to them.
bool is_made_of(std::string_view password, const PasswordOwner& owner) {
  std::string rest = ascii_lower(password);
  std::size_t found_bytes = 0;
  std::string word;
  const std::string sources = ascii_lower(owner.name) + ' ' + ascii_lower(owner.email) + ' ';
  for (const char c : sources) {
    const bool ends = std::string_view(" @._-+'").find(c) != std::string_view::npos;
    if (!ends) word += c;
    if (!ends) continue;
    if (word.size() >= 4) {
      for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word)) {
        rest.erase(at, word.size());
        found_bytes += word.size();
      }
    }
    word.clear();
  }
  return found_bytes > 0 && rest.size() < 8;
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

Errors password_mistakes(std::string_view password, const PasswordOwner& owner) {
  Errors mistakes;
  const auto add = [&](std::string_view rule, std::string message) {
    mistakes.push_back({ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  };
  if (characters_of(password) < kPasswordCharactersMin)
    add("I030",
        fmt::format("The password is too short: use at least {} characters, such as a few words.",
                    kPasswordCharactersMin));
  if (password.size() > kPasswordBytesMax) {
    add("I031", fmt::format("The password is too long: use at most {} bytes.", kPasswordBytesMax));
    return mistakes;
  }
  if (is_common(password))
    add("I032",
        "The password is among the first that an attacker tries: choose another, such as four "
        "words that do not belong together.");
  if (is_made_of(password, owner))
    add("I033",
        "The password is made of your own name or address: choose one that nobody who knows you "
        "would guess.");
  return mistakes;
}

}  // namespace bailiwick::platform::identity
