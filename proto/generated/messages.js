/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const tutorial = $root.tutorial = (() => {

    /**
     * Namespace tutorial.
     * @exports tutorial
     * @namespace
     */
    const tutorial = {};

    tutorial.ModelDescriptor = (function() {

        /**
         * Properties of a ModelDescriptor.
         * @typedef {Object} tutorial.ModelDescriptor.$Properties
         * @property {string|null} [name] ModelDescriptor name
         * @property {string|null} [description] ModelDescriptor description
         * @property {string|null} [dataType] ModelDescriptor dataType
         * @property {tutorial.ModelDescriptor.ModelType|null} [modeltype] ModelDescriptor modeltype
         * @property {Uint8Array|null} [data] ModelDescriptor data
         * @property {string|null} [location] ModelDescriptor location
         * @property {"data"|"location"} [MessageContent] ModelDescriptor MessageContent
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ModelDescriptor.
         * @memberof tutorial
         * @interface IModelDescriptor
         * @augments tutorial.ModelDescriptor.$Properties
         * @deprecated Use tutorial.ModelDescriptor.$Properties instead.
         */

        /**
         * Narrowed shape of a ModelDescriptor.
         * @typedef {{
         *   name?: string|null;
         *   description?: string|null;
         *   dataType?: string|null;
         *   modeltype?: tutorial.ModelDescriptor.ModelType|null;
         *   data?: Uint8Array|null;
         *   location?: string|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ MessageContent?: undefined; data?: null; location?: null }|{ MessageContent?: "data"; data: Uint8Array; location?: null }|{ MessageContent?: "location"; data?: null; location: string })
         * )} tutorial.ModelDescriptor.$Shape
         */

        /**
         * Constructs a new ModelDescriptor.
         * @memberof tutorial
         * @classdesc Represents a ModelDescriptor.
         * @constructor
         * @param {tutorial.ModelDescriptor.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ModelDescriptor = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ModelDescriptor name.
         * @member {string} name
         * @memberof tutorial.ModelDescriptor
         * @instance
         */
        ModelDescriptor.prototype.name = "";

        /**
         * ModelDescriptor description.
         * @member {string} description
         * @memberof tutorial.ModelDescriptor
         * @instance
         */
        ModelDescriptor.prototype.description = "";

        /**
         * ModelDescriptor dataType.
         * @member {string} dataType
         * @memberof tutorial.ModelDescriptor
         * @instance
         */
        ModelDescriptor.prototype.dataType = "";

        /**
         * ModelDescriptor modeltype.
         * @member {tutorial.ModelDescriptor.ModelType} modeltype
         * @memberof tutorial.ModelDescriptor
         * @instance
         */
        ModelDescriptor.prototype.modeltype = 0;

        /**
         * ModelDescriptor data.
         * @member {Uint8Array|null|undefined} data
         * @memberof tutorial.ModelDescriptor
         * @instance
         */
        ModelDescriptor.prototype.data = null;

        /**
         * ModelDescriptor location.
         * @member {string|null|undefined} location
         * @memberof tutorial.ModelDescriptor
         * @instance
         */
        ModelDescriptor.prototype.location = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ModelDescriptor MessageContent.
         * @member {"data"|"location"|undefined} MessageContent
         * @memberof tutorial.ModelDescriptor
         * @instance
         */
        $Object.defineProperty(ModelDescriptor.prototype, "MessageContent", {
            get: $util.oneOfGetter($oneOfFields = ["data", "location"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ModelDescriptor message. Does not implicitly {@link tutorial.ModelDescriptor.verify|verify} messages.
         * @function encode
         * @memberof tutorial.ModelDescriptor
         * @static
         * @param {tutorial.ModelDescriptor.$Properties} message ModelDescriptor message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ModelDescriptor.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.description);
            if (message.dataType != null && $Object.hasOwnProperty.call(message, "dataType") && message.dataType !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.dataType);
            if (message.modeltype != null && $Object.hasOwnProperty.call(message, "modeltype") && message.modeltype !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).int32(message.modeltype);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.data);
            if (message.location != null && $Object.hasOwnProperty.call(message, "location"))
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.location);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ModelDescriptor message from the specified reader or buffer.
         * @function decode
         * @memberof tutorial.ModelDescriptor
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tutorial.ModelDescriptor & tutorial.ModelDescriptor.$Shape} ModelDescriptor
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ModelDescriptor.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tutorial.ModelDescriptor();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.description = value;
                        else
                            delete message.description;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dataType = value;
                        else
                            delete message.dataType;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.modeltype = value;
                        else
                            delete message.modeltype;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.data = reader.bytes();
                        message.MessageContent = "data";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.location = reader.stringVerify();
                        message.MessageContent = "location";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * ModelType enum.
         * @name tutorial.ModelDescriptor.ModelType
         * @enum {number}
         * @property {number} TENSORFLOW=0 TENSORFLOW value
         * @property {number} TENSORFLOWSAVED=1 TENSORFLOWSAVED value
         * @property {number} PMML=2 PMML value
         * @property {number} ONNX=3 ONNX value
         */
        ModelDescriptor.ModelType = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "TENSORFLOW"] = 0;
            values[valuesById[1] = "TENSORFLOWSAVED"] = 1;
            values[valuesById[2] = "PMML"] = 2;
            values[valuesById[3] = "ONNX"] = 3;
            return values;
        })();

        return ModelDescriptor;
    })();

    tutorial.WineRecord = (function() {

        /**
         * Properties of a WineRecord.
         * @typedef {Object} tutorial.WineRecord.$Properties
         * @property {number|null} [fixed_acidity] WineRecord fixed_acidity
         * @property {number|null} [volatile_acidity] WineRecord volatile_acidity
         * @property {number|null} [citric_acid] WineRecord citric_acid
         * @property {number|null} [residual_sugar] WineRecord residual_sugar
         * @property {number|null} [chlorides] WineRecord chlorides
         * @property {number|null} [free_sulfur_dioxide] WineRecord free_sulfur_dioxide
         * @property {number|null} [total_sulfur_dioxide] WineRecord total_sulfur_dioxide
         * @property {number|null} [density] WineRecord density
         * @property {number|null} [pH] WineRecord pH
         * @property {number|null} [sulphates] WineRecord sulphates
         * @property {number|null} [alcohol] WineRecord alcohol
         * @property {string|null} [dataType] WineRecord dataType
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a WineRecord.
         * @memberof tutorial
         * @interface IWineRecord
         * @augments tutorial.WineRecord.$Properties
         * @deprecated Use tutorial.WineRecord.$Properties instead.
         */

        /**
         * Shape of a WineRecord.
         * @typedef {tutorial.WineRecord.$Properties} tutorial.WineRecord.$Shape
         */

        /**
         * Constructs a new WineRecord.
         * @memberof tutorial
         * @classdesc Represents a WineRecord.
         * @constructor
         * @param {tutorial.WineRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const WineRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * WineRecord fixed_acidity.
         * @member {number} fixed_acidity
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.fixed_acidity = 0;

        /**
         * WineRecord volatile_acidity.
         * @member {number} volatile_acidity
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.volatile_acidity = 0;

        /**
         * WineRecord citric_acid.
         * @member {number} citric_acid
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.citric_acid = 0;

        /**
         * WineRecord residual_sugar.
         * @member {number} residual_sugar
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.residual_sugar = 0;

        /**
         * WineRecord chlorides.
         * @member {number} chlorides
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.chlorides = 0;

        /**
         * WineRecord free_sulfur_dioxide.
         * @member {number} free_sulfur_dioxide
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.free_sulfur_dioxide = 0;

        /**
         * WineRecord total_sulfur_dioxide.
         * @member {number} total_sulfur_dioxide
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.total_sulfur_dioxide = 0;

        /**
         * WineRecord density.
         * @member {number} density
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.density = 0;

        /**
         * WineRecord pH.
         * @member {number} pH
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.pH = 0;

        /**
         * WineRecord sulphates.
         * @member {number} sulphates
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.sulphates = 0;

        /**
         * WineRecord alcohol.
         * @member {number} alcohol
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.alcohol = 0;

        /**
         * WineRecord dataType.
         * @member {string} dataType
         * @memberof tutorial.WineRecord
         * @instance
         */
        WineRecord.prototype.dataType = "";

        /**
         * Encodes the specified WineRecord message. Does not implicitly {@link tutorial.WineRecord.verify|verify} messages.
         * @function encode
         * @memberof tutorial.WineRecord
         * @static
         * @param {tutorial.WineRecord.$Properties} message WineRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        WineRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.fixed_acidity != null && $Object.hasOwnProperty.call(message, "fixed_acidity") && !$Object.is(message.fixed_acidity, 0))
                writer.uint32(/* id 1, wireType 1 =*/9).double(message.fixed_acidity);
            if (message.volatile_acidity != null && $Object.hasOwnProperty.call(message, "volatile_acidity") && !$Object.is(message.volatile_acidity, 0))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.volatile_acidity);
            if (message.citric_acid != null && $Object.hasOwnProperty.call(message, "citric_acid") && !$Object.is(message.citric_acid, 0))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.citric_acid);
            if (message.residual_sugar != null && $Object.hasOwnProperty.call(message, "residual_sugar") && !$Object.is(message.residual_sugar, 0))
                writer.uint32(/* id 4, wireType 1 =*/33).double(message.residual_sugar);
            if (message.chlorides != null && $Object.hasOwnProperty.call(message, "chlorides") && !$Object.is(message.chlorides, 0))
                writer.uint32(/* id 5, wireType 1 =*/41).double(message.chlorides);
            if (message.free_sulfur_dioxide != null && $Object.hasOwnProperty.call(message, "free_sulfur_dioxide") && !$Object.is(message.free_sulfur_dioxide, 0))
                writer.uint32(/* id 6, wireType 1 =*/49).double(message.free_sulfur_dioxide);
            if (message.total_sulfur_dioxide != null && $Object.hasOwnProperty.call(message, "total_sulfur_dioxide") && !$Object.is(message.total_sulfur_dioxide, 0))
                writer.uint32(/* id 7, wireType 1 =*/57).double(message.total_sulfur_dioxide);
            if (message.density != null && $Object.hasOwnProperty.call(message, "density") && !$Object.is(message.density, 0))
                writer.uint32(/* id 8, wireType 1 =*/65).double(message.density);
            if (message.pH != null && $Object.hasOwnProperty.call(message, "pH") && !$Object.is(message.pH, 0))
                writer.uint32(/* id 9, wireType 1 =*/73).double(message.pH);
            if (message.sulphates != null && $Object.hasOwnProperty.call(message, "sulphates") && !$Object.is(message.sulphates, 0))
                writer.uint32(/* id 10, wireType 1 =*/81).double(message.sulphates);
            if (message.alcohol != null && $Object.hasOwnProperty.call(message, "alcohol") && !$Object.is(message.alcohol, 0))
                writer.uint32(/* id 11, wireType 1 =*/89).double(message.alcohol);
            if (message.dataType != null && $Object.hasOwnProperty.call(message, "dataType") && message.dataType !== "")
                writer.uint32(/* id 12, wireType 2 =*/98).string(message.dataType);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a WineRecord message from the specified reader or buffer.
         * @function decode
         * @memberof tutorial.WineRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tutorial.WineRecord & tutorial.WineRecord.$Shape} WineRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        WineRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tutorial.WineRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.fixed_acidity = value;
                        else
                            delete message.fixed_acidity;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.volatile_acidity = value;
                        else
                            delete message.volatile_acidity;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.citric_acid = value;
                        else
                            delete message.citric_acid;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.residual_sugar = value;
                        else
                            delete message.residual_sugar;
                        continue;
                    }
                case 5: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.chlorides = value;
                        else
                            delete message.chlorides;
                        continue;
                    }
                case 6: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.free_sulfur_dioxide = value;
                        else
                            delete message.free_sulfur_dioxide;
                        continue;
                    }
                case 7: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.total_sulfur_dioxide = value;
                        else
                            delete message.total_sulfur_dioxide;
                        continue;
                    }
                case 8: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.density = value;
                        else
                            delete message.density;
                        continue;
                    }
                case 9: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.pH = value;
                        else
                            delete message.pH;
                        continue;
                    }
                case 10: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.sulphates = value;
                        else
                            delete message.sulphates;
                        continue;
                    }
                case 11: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.alcohol = value;
                        else
                            delete message.alcohol;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dataType = value;
                        else
                            delete message.dataType;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return WineRecord;
    })();

    tutorial.PenguinRecord = (function() {

        /**
         * Properties of a PenguinRecord.
         * @typedef {Object} tutorial.PenguinRecord.$Properties
         * @property {string|null} [island] PenguinRecord island
         * @property {number|null} [bill_length_mm] PenguinRecord bill_length_mm
         * @property {number|null} [bill_depth_mm] PenguinRecord bill_depth_mm
         * @property {number|null} [flipper_length_mm] PenguinRecord flipper_length_mm
         * @property {number|null} [body_mass_g] PenguinRecord body_mass_g
         * @property {string|null} [sex] PenguinRecord sex
         * @property {number|null} [year] PenguinRecord year
         * @property {string|null} [dataType] PenguinRecord dataType
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PenguinRecord.
         * @memberof tutorial
         * @interface IPenguinRecord
         * @augments tutorial.PenguinRecord.$Properties
         * @deprecated Use tutorial.PenguinRecord.$Properties instead.
         */

        /**
         * Shape of a PenguinRecord.
         * @typedef {tutorial.PenguinRecord.$Properties} tutorial.PenguinRecord.$Shape
         */

        /**
         * Constructs a new PenguinRecord.
         * @memberof tutorial
         * @classdesc Represents a PenguinRecord.
         * @constructor
         * @param {tutorial.PenguinRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PenguinRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PenguinRecord island.
         * @member {string|null|undefined} island
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.island = null;

        /**
         * PenguinRecord bill_length_mm.
         * @member {number|null|undefined} bill_length_mm
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.bill_length_mm = null;

        /**
         * PenguinRecord bill_depth_mm.
         * @member {number|null|undefined} bill_depth_mm
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.bill_depth_mm = null;

        /**
         * PenguinRecord flipper_length_mm.
         * @member {number|null|undefined} flipper_length_mm
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.flipper_length_mm = null;

        /**
         * PenguinRecord body_mass_g.
         * @member {number|null|undefined} body_mass_g
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.body_mass_g = null;

        /**
         * PenguinRecord sex.
         * @member {string|null|undefined} sex
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.sex = null;

        /**
         * PenguinRecord year.
         * @member {number|null|undefined} year
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.year = null;

        /**
         * PenguinRecord dataType.
         * @member {string} dataType
         * @memberof tutorial.PenguinRecord
         * @instance
         */
        PenguinRecord.prototype.dataType = "";

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PenguinRecord.prototype, "_island", {
            get: $util.oneOfGetter($oneOfFields = ["island"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PenguinRecord.prototype, "_bill_length_mm", {
            get: $util.oneOfGetter($oneOfFields = ["bill_length_mm"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PenguinRecord.prototype, "_bill_depth_mm", {
            get: $util.oneOfGetter($oneOfFields = ["bill_depth_mm"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PenguinRecord.prototype, "_flipper_length_mm", {
            get: $util.oneOfGetter($oneOfFields = ["flipper_length_mm"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PenguinRecord.prototype, "_body_mass_g", {
            get: $util.oneOfGetter($oneOfFields = ["body_mass_g"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PenguinRecord.prototype, "_sex", {
            get: $util.oneOfGetter($oneOfFields = ["sex"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PenguinRecord.prototype, "_year", {
            get: $util.oneOfGetter($oneOfFields = ["year"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified PenguinRecord message. Does not implicitly {@link tutorial.PenguinRecord.verify|verify} messages.
         * @function encode
         * @memberof tutorial.PenguinRecord
         * @static
         * @param {tutorial.PenguinRecord.$Properties} message PenguinRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PenguinRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.island != null && $Object.hasOwnProperty.call(message, "island"))
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.island);
            if (message.bill_length_mm != null && $Object.hasOwnProperty.call(message, "bill_length_mm"))
                writer.uint32(/* id 2, wireType 1 =*/17).double(message.bill_length_mm);
            if (message.bill_depth_mm != null && $Object.hasOwnProperty.call(message, "bill_depth_mm"))
                writer.uint32(/* id 3, wireType 1 =*/25).double(message.bill_depth_mm);
            if (message.flipper_length_mm != null && $Object.hasOwnProperty.call(message, "flipper_length_mm"))
                writer.uint32(/* id 4, wireType 1 =*/33).double(message.flipper_length_mm);
            if (message.body_mass_g != null && $Object.hasOwnProperty.call(message, "body_mass_g"))
                writer.uint32(/* id 5, wireType 1 =*/41).double(message.body_mass_g);
            if (message.sex != null && $Object.hasOwnProperty.call(message, "sex"))
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.sex);
            if (message.year != null && $Object.hasOwnProperty.call(message, "year"))
                writer.uint32(/* id 7, wireType 0 =*/56).int32(message.year);
            if (message.dataType != null && $Object.hasOwnProperty.call(message, "dataType") && message.dataType !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.dataType);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PenguinRecord message from the specified reader or buffer.
         * @function decode
         * @memberof tutorial.PenguinRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tutorial.PenguinRecord & tutorial.PenguinRecord.$Shape} PenguinRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PenguinRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tutorial.PenguinRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.island = reader.stringVerify();
                        message._island = "island";
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        message.bill_length_mm = reader.double();
                        message._bill_length_mm = "bill_length_mm";
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        message.bill_depth_mm = reader.double();
                        message._bill_depth_mm = "bill_depth_mm";
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        message.flipper_length_mm = reader.double();
                        message._flipper_length_mm = "flipper_length_mm";
                        continue;
                    }
                case 5: {
                        if (wireType !== 1)
                            break;
                        message.body_mass_g = reader.double();
                        message._body_mass_g = "body_mass_g";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.sex = reader.stringVerify();
                        message._sex = "sex";
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        message.year = reader.int32();
                        message._year = "year";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dataType = value;
                        else
                            delete message.dataType;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PenguinRecord;
    })();

    tutorial.ScoredRecord = (function() {

        /**
         * Properties of a ScoredRecord.
         * @typedef {Object} tutorial.ScoredRecord.$Properties
         * @property {Uint8Array|null} [key] ScoredRecord key
         * @property {string|null} [topic] ScoredRecord topic
         * @property {number|null} [partition] ScoredRecord partition
         * @property {number|Long|null} [offset] ScoredRecord offset
         * @property {string|null} [dataType] ScoredRecord dataType
         * @property {string|null} [label] ScoredRecord label
         * @property {number|null} [number] ScoredRecord number
         * @property {Object.<string,number>|null} [probabilities] ScoredRecord probabilities
         * @property {string|null} [modelName] ScoredRecord modelName
         * @property {number|null} [modelVersion] ScoredRecord modelVersion
         * @property {string|null} [approach] ScoredRecord approach
         * @property {number|null} [scoringMicros] ScoredRecord scoringMicros
         * @property {number|Long|null} [eventTime] ScoredRecord eventTime
         * @property {"label"|"number"} [result] ScoredRecord result
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ScoredRecord.
         * @memberof tutorial
         * @interface IScoredRecord
         * @augments tutorial.ScoredRecord.$Properties
         * @deprecated Use tutorial.ScoredRecord.$Properties instead.
         */

        /**
         * Narrowed shape of a ScoredRecord.
         * @typedef {{
         *   key?: Uint8Array|null;
         *   topic?: string|null;
         *   partition?: number|null;
         *   offset?: number|Long|null;
         *   dataType?: string|null;
         *   label?: string|null;
         *   number?: number|null;
         *   probabilities?: Object.<string,number>|null;
         *   modelName?: string|null;
         *   modelVersion?: number|null;
         *   approach?: string|null;
         *   scoringMicros?: number|null;
         *   eventTime?: number|Long|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ result?: undefined; label?: null; number?: null }|{ result?: "label"; label: string; number?: null }|{ result?: "number"; label?: null; number: number })
         * )} tutorial.ScoredRecord.$Shape
         */

        /**
         * Constructs a new ScoredRecord.
         * @memberof tutorial
         * @classdesc Represents a ScoredRecord.
         * @constructor
         * @param {tutorial.ScoredRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ScoredRecord = function (properties) {
            this.probabilities = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ScoredRecord key.
         * @member {Uint8Array} key
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.key = $util.newBuffer([]);

        /**
         * ScoredRecord topic.
         * @member {string} topic
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.topic = "";

        /**
         * ScoredRecord partition.
         * @member {number} partition
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.partition = 0;

        /**
         * ScoredRecord offset.
         * @member {number|Long} offset
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ScoredRecord dataType.
         * @member {string} dataType
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.dataType = "";

        /**
         * ScoredRecord label.
         * @member {string|null|undefined} label
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.label = null;

        /**
         * ScoredRecord number.
         * @member {number|null|undefined} number
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.number = null;

        /**
         * ScoredRecord probabilities.
         * @member {Object.<string,number>} probabilities
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.probabilities = $util.emptyObject;

        /**
         * ScoredRecord modelName.
         * @member {string} modelName
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.modelName = "";

        /**
         * ScoredRecord modelVersion.
         * @member {number} modelVersion
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.modelVersion = 0;

        /**
         * ScoredRecord approach.
         * @member {string} approach
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.approach = "";

        /**
         * ScoredRecord scoringMicros.
         * @member {number} scoringMicros
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.scoringMicros = 0;

        /**
         * ScoredRecord eventTime.
         * @member {number|Long} eventTime
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        ScoredRecord.prototype.eventTime = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * ScoredRecord result.
         * @member {"label"|"number"|undefined} result
         * @memberof tutorial.ScoredRecord
         * @instance
         */
        $Object.defineProperty(ScoredRecord.prototype, "result", {
            get: $util.oneOfGetter($oneOfFields = ["label", "number"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified ScoredRecord message. Does not implicitly {@link tutorial.ScoredRecord.verify|verify} messages.
         * @function encode
         * @memberof tutorial.ScoredRecord
         * @static
         * @param {tutorial.ScoredRecord.$Properties} message ScoredRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ScoredRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.topic);
            if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.partition);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.offset);
            if (message.dataType != null && $Object.hasOwnProperty.call(message, "dataType") && message.dataType !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.dataType);
            if (message.label != null && $Object.hasOwnProperty.call(message, "label"))
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.label);
            if (message.number != null && $Object.hasOwnProperty.call(message, "number"))
                writer.uint32(/* id 7, wireType 1 =*/57).double(message.number);
            if (message.probabilities != null && $Object.hasOwnProperty.call(message, "probabilities"))
                for (let keys = $Object.keys(message.probabilities), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 8, wireType 2 =*/66).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 1 =*/17).double(message.probabilities[keys[i]]).ldelim();
            if (message.modelName != null && $Object.hasOwnProperty.call(message, "modelName") && message.modelName !== "")
                writer.uint32(/* id 9, wireType 2 =*/74).string(message.modelName);
            if (message.modelVersion != null && $Object.hasOwnProperty.call(message, "modelVersion") && message.modelVersion !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).int32(message.modelVersion);
            if (message.approach != null && $Object.hasOwnProperty.call(message, "approach") && message.approach !== "")
                writer.uint32(/* id 11, wireType 2 =*/90).string(message.approach);
            if (message.scoringMicros != null && $Object.hasOwnProperty.call(message, "scoringMicros") && !$Object.is(message.scoringMicros, 0))
                writer.uint32(/* id 12, wireType 1 =*/97).double(message.scoringMicros);
            if (message.eventTime != null && $Object.hasOwnProperty.call(message, "eventTime") && (typeof message.eventTime === "object" ? message.eventTime.low || message.eventTime.high : message.eventTime !== 0))
                writer.uint32(/* id 13, wireType 0 =*/104).int64(message.eventTime);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ScoredRecord message from the specified reader or buffer.
         * @function decode
         * @memberof tutorial.ScoredRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {tutorial.ScoredRecord & tutorial.ScoredRecord.$Shape} ScoredRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ScoredRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.tutorial.ScoredRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.partition = value;
                        else
                            delete message.partition;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dataType = value;
                        else
                            delete message.dataType;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.label = reader.stringVerify();
                        message.result = "label";
                        continue;
                    }
                case 7: {
                        if (wireType !== 1)
                            break;
                        message.number = reader.double();
                        message.result = "number";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (message.probabilities === $util.emptyObject)
                            message.probabilities = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = 0;
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 1)
                                    break;
                                value = reader.double();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.probabilities, key);
                        message.probabilities[key] = value;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.modelName = value;
                        else
                            delete message.modelName;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.modelVersion = value;
                        else
                            delete message.modelVersion;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.approach = value;
                        else
                            delete message.approach;
                        continue;
                    }
                case 12: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.scoringMicros = value;
                        else
                            delete message.scoringMicros;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.eventTime = value;
                        else
                            delete message.eventTime;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ScoredRecord;
    })();

    return tutorial;
})();

export {
  $root as default
};
