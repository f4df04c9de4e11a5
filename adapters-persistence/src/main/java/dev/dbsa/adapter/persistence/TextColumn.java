package dev.dbsa.adapter.persistence;

import org.hibernate.type.SqlTypes;
import org.hibernate.usertype.UserType;

/** A column that the program has as text, whatever type the store keeps it in. */
abstract class TextColumn implements UserType<String> {

  @Override
  public final int getSqlType() {
    return SqlTypes.VARCHAR;
  }

  @Override
  public final Class<String> returnedClass() {
    return String.class;
  }

  @Override
  public final String deepCopy(String value) {
    return value;
  }

  @Override
  public final boolean isMutable() {
    return false;
  }
}
