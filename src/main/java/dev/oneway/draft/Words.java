package dev.oneway.draft;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names mean the same, whatever the house they come from. */
final class Words {
  private static final Pattern HUMP =
      Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** When a record was changed. */
  static final Set<String> CHANGED =
      Set.of(
          "updated at",
          "updated",
          "updated on",
          "modified",
          "modified at",
          "modified on",
          "last modified",
          "last modified at",
          "last modified date",
          "last updated",
          "last updated at",
          "changed",
          "changed at",
          "changed on",
          "last changed",
          "update time",
          "modification date",
          "system modstamp");

  private static final List<Set<String>> SAME =
      List.of(
          CHANGED,
          Set.of(
              "created at",
              "created",
              "created on",
              "created date",
              "creation date",
              "date created",
              "create time"),
          Set.of("email", "e mail", "mail", "email address", "e mail address", "mail address"),
          Set.of("phone", "telephone", "phone number", "tel", "telephone number"),
          Set.of("mobile", "mobile phone", "cell", "cell phone", "mobile number"),
          Set.of("name", "full name", "display name", "fullname"),
          Set.of("first name", "given name", "forename", "firstname"),
          Set.of("last name", "family name", "surname", "lastname"),
          Set.of("company", "company name", "organization", "organisation", "account name"),
          Set.of("zip", "zip code", "postal code", "postcode", "post code", "plz"),
          Set.of("street", "address line1", "address line 1", "street address", "address1"),
          Set.of("city", "town"),
          Set.of("country", "country code"),
          Set.of("state", "status"),
          Set.of("quantity", "qty"),
          Set.of("amount", "total", "total amount", "sum"),
          Set.of("price", "unit price"),
          Set.of("description", "details", "body"),
          Set.of("subject", "title", "headline"),
          Set.of("department", "dept"),
          Set.of("active", "is active", "enabled"),
          Set.of("birthday", "date of birth", "birth date", "birthdate", "dob"),
          Set.of("id", "uuid", "external id", "key"),
          Set.of("job title", "position", "role"),
          Set.of("url", "link", "website", "web site", "homepage"));

  private Words() {}

  /** {@code customer id} of customerId, customer_id, CustomerID and {@code customer-id}. */
  static String of(String name) {
    return GAP.splitAsStream(HUMP.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .reduce((one, other) -> one + " " + other)
        .orElse("");
  }

  static boolean areSynonyms(String one, String other) {
    return SAME.stream().anyMatch(words -> words.contains(one) && words.contains(other));
  }

  /**
   * The rest of words that begin with the object's name: {@code id} of {@code customer id} among
   * customers.
   */
  static Optional<String> without(String object, String words) {
    String plural = of(object);
    return List.of(plural, singular(plural)).stream()
        .filter(it -> !it.isEmpty() && words.startsWith(it + " "))
        .map(it -> words.substring(it.length() + 1))
        .findFirst();
  }

  private static String singular(String plural) {
    if (plural.endsWith("ies")) {
      return plural.substring(0, plural.length() - 3) + "y";
    }
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }
}
