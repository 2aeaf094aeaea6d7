package dev.oneway.destination.http.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NestingTest {
  @ParameterizedTest
  @CsvSource({
    "userName, /userName",
    "address.city, /address/city",
    "a/b.c~d, /a~1b/c~0d",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department,"
        + " /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/department",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value,"
        + " /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager/value"
  })
  void dotsLeadInwardsAndAUrnIsOneStep(String name, String pointer) {
    assertThat(Nesting.pointer(name)).hasToString(pointer);
  }
}
