package dev.oneway.destination.http.template;

import dev.oneway.destination.http.template.Placeholder.Name;
import dev.oneway.record.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of the credentials a record is written with, where each tenant has its own: {@code
 * greenhouse-${field.tenant}}. Immutable; threads may share it.
 */
public final class AccountName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private final TemplateText text;
  private final String field;

  private AccountName(TemplateText text, String field) {
    this.text = text;
    this.field = field;
  }

  /**
   * @param auth the option; null when it isn't given
   * @return empty when all records are written with the same credentials
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Optional<AccountName> parse(String auth) {
    if (auth == null || !auth.contains("${")) {
      return Optional.empty();
    }
    TemplateText text = TemplateText.parse("auth", auth, EnumSet.of(Name.FIELD));
    List<String> fields = text.placeholders().map(Placeholder::field).toList();
    if (fields.size() > 1) {
      throw new IllegalArgumentException(
          "auth has more than one field. Map the tenant's name into one, as in auth=crm-${field.tenant}.");
    }
    return Optional.of(new AccountName(text, fields.get(0)));
  }

  /** The field that names the tenant. */
  public String field() {
    return field;
  }

  /** Empty when the record's field is, or can't be part of a setting's name. */
  public Optional<String> of(Row record) {
    String tenant = Texts.of(record.get(field));
    return NAME.matcher(tenant).matches()
        ? Optional.of(text.render(placeholder -> tenant))
        : Optional.empty();
  }
}
