#include "main/letters.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "platform/identity/people_store.hpp"
#include "platform/mail/outbox.hpp"

namespace bailiwick {
namespace {

namespace identity = platform::identity;

struct Words {
  std::string_view subject;
  std::string_view greeting;  // {} is the name
  std::string_view text;
  std::string_view button;
  std::string_view end;
};

constexpr Words kInvitationEn = {
    "Your invitation to Bailiwick", "Hello {},",
    "You have been invited to Bailiwick, where your company plans its sales territories. Choose a "
    "password to begin:",
    "Choose a password",
    "The link works once, for seven days. If you did not expect this mail, you need not do "
    "anything."};
constexpr Words kInvitationNl = {
    "Je uitnodiging voor Bailiwick", "Hallo {},",
    "Je bent uitgenodigd voor Bailiwick, waar je bedrijf zijn verkoopgebieden plant. Kies een "
    "wachtwoord om te beginnen:",
    "Kies een wachtwoord",
    "De link werkt één keer, zeven dagen lang. Verwachtte je deze mail niet, dan hoef je niets te "
    "doen."};
constexpr Words kResetEn = {
    "A new password for Bailiwick", "Hello {},",
    "Somebody, probably you, asked to set a new password for your account. Do it here:",
    "Set a new password",
    "The link works once, for an hour. If it was not you, nothing changes and you need not do "
    "anything."};
constexpr Words kResetNl = {
    "Een nieuw wachtwoord voor Bailiwick", "Hallo {},",
    "Iemand, waarschijnlijk jij, vroeg om een nieuw wachtwoord voor je account. Stel het hier in:",
    "Stel een nieuw wachtwoord in",
    "De link werkt één keer, een uur lang. Was jij het niet, dan verandert er niets en hoef je "
    "niets te doen."};

const Words& words_of(const identity::Letter& letter) {
  const bool is_dutch = letter.locale.starts_with("nl");
  if (letter.purpose == identity::LinkPurpose::kInvitation)
    return is_dutch ? kInvitationNl : kInvitationEn;
  return is_dutch ? kResetNl : kResetEn;
}

// Empty where there is none any more.
Result<std::string> email_of(platform::db::Connection& connection, const identity::PersonKey& key) {
  const auto person = identity::find_person(connection, key);
  if (!person) return tl::unexpected(person.error());
  return *person ? (*person)->email : std::string();
}

// Their texts are sealed until they are sent and forgotten then: they hold one-time links and the name, nothing else.
Result<std::string> mails_json(platform::db::Connection& connection, TenantId tenant,
                               const std::string& email) {
  const auto mails = platform::mail::Outbox::sent_to(connection, tenant, email);
  if (!mails) return tl::unexpected(mails.error());
  nlohmann::json all = nlohmann::json::array();
  for (const platform::mail::StoredMail& mail : *mails) {
    nlohmann::json json = {{"to", mail.mail.to.email},
                           {"subject", mail.mail.subject},
                           {"state", name_of(mail.state)},
                           {"created_at", to_text(mail.created_at)}};
    if (mail.finished_at) json["finished_at"] = to_text(*mail.finished_at);
    all.push_back(std::move(json));
  }
  return all.dump();
}

}  // namespace

platform::mail::Mail mail_of(const identity::Letter& letter) {
  const Words& words = words_of(letter);
  const std::string greeting = fmt::format(fmt::runtime(words.greeting), letter.name);
  return {
      .to = {.name = letter.name, .email = letter.email},
      .subject = std::string(words.subject),
      .text = fmt::format("{}\n\n{}\n\n{}\n\n{}\n", greeting, words.text, letter.link, words.end),
      .html = fmt::format("<p>{}</p>\n<p>{}</p>\n<p><a href=\"{}\">{}</a></p>\n<p>{}</p>\n",
                          platform::mail::html_text(greeting), words.text,
                          platform::mail::html_text(letter.link), words.button, words.end)};
}

identity::PersonalData personal_mails() {
  return {.name = "mail",
          .export_json = [](platform::db::Connection& connection,
                            const identity::PersonKey& key) -> Result<std::string> {
            const auto email = email_of(connection, key);
            if (!email) return tl::unexpected(email.error());
            if (email->empty()) return "[]";
            return mails_json(connection, key.tenant, *email);
          },
          .erase = [](platform::db::Connection& connection,
                      const identity::PersonKey& key) -> Result<void> {
            const auto email = email_of(connection, key);
            if (!email) return tl::unexpected(email.error());
            if (email->empty()) return {};
            return platform::mail::Outbox::erase(connection, key.tenant, *email);
          }};
}

}  // namespace bailiwick
